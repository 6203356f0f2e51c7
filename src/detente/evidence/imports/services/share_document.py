"""Use case: give a document to further customers."""

from contextlib import closing
from datetime import datetime

from detente.evidence.imports.contracts import Asked, CannotBeShared
from detente.evidence.imports.selectors import access_shareable
from detente.evidence.imports.services.choose_format import about_itself, choose_format, made_by_the_vendor
from detente.evidence.imports.services.read_file import read_file
from detente.evidence.imports.services.store_readings import store_readings
from detente.evidence.ledger.contracts import GIVE_EVIDENCE, DocumentId, NoSuchDocument
from detente.evidence.ledger.selectors import access_document
from detente.evidence.relationships.contracts import AmbiguousCustomer, NoSuchCustomer
from detente.evidence.relationships.selectors import access_customer, customers_of
from detente.formats.errors import FormatError
from detente.formats.source import Source
from detente.foundation.access import Actor
from detente.foundation.file_store import FileIsGone, kept_file
from detente.foundation.use_case import use_case


@use_case(
    "imports.share_document",
    permission=GIVE_EVIDENCE,
    path="documents/{document}/shares",
    raises=(NoSuchDocument, NoSuchCustomer, AmbiguousCustomer, CannotBeShared, FileIsGone),
)
def share_document(
    *, actor: Actor, at: datetime, document: DocumentId, customers: list[str] | None = None
) -> list[DocumentId]:
    """Give a document that you gave to one customer to others too; each has it as a document of its own.

    Whoever has it already gets nothing twice. To withdraw it from one, retract that customer's document.

    Parameters
    ----------
    document : DocumentId
        The number of the document.
    customers : list of str
        Their names or numbers, or the numbers of the relationships; all your customers if not given.
    """
    of = access_shareable(document)
    known = customers_of(actor.organisation)
    if customers is not None:
        known = [access_customer(one, vendor=actor.organisation) for one in customers]
    if not known:
        raise CannotBeShared("Say with at least one customer.")
    mapping = access_document(document).mapping
    chosen = choose_format(name=None if mapping else of.format, mapping=mapping or None)
    if chosen is None:
        raise CannotBeShared(f"{of.name} cannot be read again: give the file itself.")
    wanted = about_itself(made_by_the_vendor(chosen), vendor=actor.organisation_name)
    shared = []
    try:
        with closing(
            read_file(source=Source(kept_file(of.sha256), of.name), format=wanted, at=at)
        ) as reading:
            for one in sorted(
                set(known), key=lambda each: each.customer
            ):  # one order of ledgers: no ring of waits
                asked = Asked(
                    customer=one.customer,
                    about=actor.organisation,
                    mapping=mapping,
                    all_or_nothing=False,
                    private=False,
                    by_vendor=True,
                    given=True,
                )
                [file] = store_readings(actor=actor, at=at, readings=[reading], asked=asked).files
                if file.document is not None:
                    shared.append(file.document)
    except FormatError as error:
        raise CannotBeShared(str(error)) from error
    return shared
