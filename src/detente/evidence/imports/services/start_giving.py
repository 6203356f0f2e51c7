"""Use case: start to give files to a customer."""

from datetime import datetime

from detente.evidence.imports.contracts import NothingToImport
from detente.evidence.ledger.contracts import GIVE_EVIDENCE
from detente.evidence.relationships.contracts import AmbiguousCustomer, NoSuchCustomer
from detente.evidence.relationships.selectors import access_customer
from detente.foundation.access import Actor
from detente.foundation.jobs.contracts import JobId
from detente.foundation.jobs.enqueue import enqueue
from detente.foundation.operation import Doors
from detente.foundation.uploads import Upload
from detente.foundation.use_case import use_case


@use_case(
    "imports.start_giving",
    permission=GIVE_EVIDENCE,
    path="customers/{customer}/files",
    raises=(NoSuchCustomer, AmbiguousCustomer, NothingToImport),
    doors=Doors.FILES,
)
def start_giving(
    *,
    actor: Actor,
    at: datetime,
    customer: str,
    uploads: list[Upload],
    format: str | None = None,  # noqa: A002  # the field's word
    mapping: str | None = None,
    all_or_nothing: bool = False,
) -> JobId:
    """Give files about your own organisation to a customer; a worker takes them in, and tells how far it is.

    Every fact is self-attested, and both sides see it; a row that names another vendor is rejected.

    Parameters
    ----------
    customer : str
        The name or the number of the customer, or the number of the relationship.
    uploads : list of Upload
        The files.
    format : str, optional
        The name of the format; without it, the content tells.
    mapping : str, optional
        The text of a mapping file, which tells how to read any table.
    all_or_nothing : bool
        Store nothing at all when any row of any file is rejected.
    """
    to = access_customer(customer, vendor=actor.organisation)
    if not uploads:
        raise NothingToImport("Give at least one file.")
    names = ", ".join(one.name for one in uploads)
    return enqueue(
        "imports.give_files",
        actor=actor,
        at=at,
        inputs={
            "uploads": uploads,
            "customer": str(to.relationship),
            "format": format,
            "mapping": mapping,
            "all_or_nothing": all_or_nothing,
        },
        title=f"Files for {to.name}: {names}",
    )
