"""Use case: import files into the customer's own ledger."""

from datetime import datetime

from detente.evidence.imports.contracts import Asked, ImportReport, NothingToImport
from detente.evidence.imports.services.choose_format import choose_format, made_by_the_vendor
from detente.evidence.imports.services.read_and_store import read_and_store, uploads_of_this_try
from detente.evidence.ledger.contracts import IMPORT_EVIDENCE
from detente.evidence.relationships.selectors import find_vendor
from detente.formats.format import Format
from detente.foundation.access import Actor
from detente.foundation.jobs.progress import Progress
from detente.foundation.jobs.registry import job
from detente.foundation.uploads import Upload


@job("imports.import_files", title="Import files", permission=IMPORT_EVIDENCE)
def import_files(
    *,
    actor: Actor,
    at: datetime,
    progress: Progress,
    uploads: list[Upload],
    vendor: str | None = None,
    format: str | None = None,  # noqa: A002  # the field's word
    mapping: str | None = None,
    all_or_nothing: bool = False,
    private: bool = False,
    by_vendor: bool = False,
) -> ImportReport:
    """Import files: what they say is added to the ledger, row by row, with the place it came from.

    Parameters
    ----------
    uploads : list of Upload
        The files.
    vendor : str, optional
        The vendor that they are about, where they name none or only one.
    format : str, optional
        The name of the format; without it, the content tells.
    mapping : str, optional
        The text of a mapping file, which tells how to read any table.
    all_or_nothing : bool
        Store nothing at all when any row of any file is rejected.
    private : bool
        Keep the facts to the customer's side; private facts never enter a shared scorecard.
    by_vendor : bool
        The vendor made the files: nobody else has checked them, so every fact is self-attested.

    Raises
    ------
    NothingToImport, NoSuchFormat, NoSuchVendor, UnusableMapping
        What was asked for cannot be done; nothing was stored.
    """
    if not uploads:
        raise NothingToImport("Give at least one file to import.")

    def as_asked(found: Format) -> Format:
        return made_by_the_vendor(found) if by_vendor else found

    with uploads_of_this_try(uploads):
        about = None if vendor is None else find_vendor(actor=actor, at=at, vendor=vendor).vendor
        chosen = choose_format(name=format, mapping=mapping)
        asked = Asked(actor.organisation, about, mapping or "", all_or_nothing, private, by_vendor)
        return read_and_store(
            actor=actor,
            at=at,
            progress=progress,
            uploads=uploads,
            chosen=chosen,
            as_asked=as_asked,
            asked=asked,
        )
