"""Use case: give files about itself to a customer, as its vendor."""

from datetime import datetime

from detente.evidence.imports.contracts import Asked, ImportReport, NothingToImport
from detente.evidence.imports.services.choose_format import about_itself, choose_format, made_by_the_vendor
from detente.evidence.imports.services.read_and_store import read_and_store, uploads_of_this_try
from detente.evidence.ledger.contracts import GIVE_EVIDENCE
from detente.evidence.relationships.selectors import access_customer
from detente.formats.format import Format
from detente.foundation.access import Actor
from detente.foundation.jobs.progress import Progress
from detente.foundation.jobs.registry import job
from detente.foundation.tenancy import acting_for
from detente.foundation.uploads import Upload


@job("imports.give_files", title="Give files", permission=GIVE_EVIDENCE)
def give_files(
    *,
    actor: Actor,
    at: datetime,
    progress: Progress,
    uploads: list[Upload],
    customer: str,
    format: str | None = None,  # noqa: A002  # the field's word
    mapping: str | None = None,
    all_or_nothing: bool = False,
) -> ImportReport:
    """Give files to a customer: what they say of the vendor is added to its ledger, self-attested, for both sides.

    Parameters
    ----------
    uploads : list of Upload
        The files.
    customer : str
        The name or the number of the customer, or the number of the relationship.
    format : str, optional
        The name of the format; without it, the content tells.
    mapping : str, optional
        The text of a mapping file, which tells how to read any table.
    all_or_nothing : bool
        Store nothing at all when any row of any file is rejected.

    Raises
    ------
    NothingToImport, NoSuchFormat, NoSuchCustomer, AmbiguousCustomer, UnusableMapping
        What was asked for cannot be done; nothing was stored.
    """
    if not uploads:
        raise NothingToImport("Give at least one file.")

    def as_asked(found: Format) -> Format:
        return about_itself(made_by_the_vendor(found), vendor=actor.organisation_name)

    with uploads_of_this_try(uploads):
        with acting_for(actor.organisation, writes=False):
            to = access_customer(customer, vendor=actor.organisation).customer
        chosen = choose_format(name=format, mapping=mapping)
        asked = Asked(
            customer=to,
            about=actor.organisation,
            mapping=mapping or "",
            all_or_nothing=all_or_nothing,
            private=False,
            by_vendor=True,
            given=True,
        )
        return read_and_store(
            actor=actor,
            at=at,
            progress=progress,
            uploads=uploads,
            chosen=chosen,
            as_asked=as_asked,
            asked=asked,
        )
