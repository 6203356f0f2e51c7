"""Use case: start an import."""

from datetime import datetime

from detente.evidence.imports.contracts import NothingToImport
from detente.evidence.ledger.contracts import IMPORT_EVIDENCE
from detente.foundation.access import Actor
from detente.foundation.jobs.contracts import JobId
from detente.foundation.jobs.enqueue import enqueue
from detente.foundation.operation import Doors
from detente.foundation.uploads import Upload
from detente.foundation.use_case import use_case


@use_case(
    "imports.start_import",
    permission=IMPORT_EVIDENCE,
    path="imports/files",
    raises=(NothingToImport,),
    doors=Doors.FILES,
)
def start_import(
    *,
    actor: Actor,
    at: datetime,
    uploads: list[Upload],
    vendor: str | None = None,
    format: str | None = None,  # noqa: A002  # the field's word
    mapping: str | None = None,
    all_or_nothing: bool = False,
    private: bool = False,
    by_vendor: bool = False,
) -> JobId:
    """Ask for files to be imported; a worker does it, and tells how far it is.

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
        Keep the facts to the customer's side.
    by_vendor : bool
        The vendor made the files: nobody else has checked them, so every fact is self-attested.
    """
    if not uploads:
        raise NothingToImport("Give at least one file to import.")
    names = ", ".join(one.name for one in uploads)
    return enqueue(
        "imports.import_files",
        actor=actor,
        at=at,
        inputs={
            "uploads": uploads,
            "vendor": vendor,
            "format": format,
            "mapping": mapping,
            "all_or_nothing": all_or_nothing,
            "private": private,
            "by_vendor": by_vendor,
        },
        title=f"Import of {names}",
    )
