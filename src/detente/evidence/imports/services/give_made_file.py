"""Give a customer a file that Détente made of what the vendor typed: at once, and by the path of every file."""

from contextlib import closing
from datetime import datetime
from io import BytesIO

from detente.evidence.imports.contracts import Asked, FileReport
from detente.evidence.imports.services.choose_format import made_by_the_vendor
from detente.evidence.imports.services.read_file import read_file
from detente.evidence.imports.services.store_readings import store_readings
from detente.formats.format import Format
from detente.formats.source import Source
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.uploads import discard_uploads, keep_upload, plain_name


def give_made_file(
    *,
    actor: Actor,
    at: datetime,
    customer: OrganisationId,
    content: bytes,
    name: str,
    format: Format,  # noqa: A002  # the field's word
) -> FileReport:
    """Store what a vendor typed as a file of its own, self-attested, for both sides; all of it, or nothing.

    Parameters
    ----------
    customer : OrganisationId
        Whose ledger it goes to. The caller holds the transaction and its audit entry.
    content : bytes
        The file.
    name : str
        What it is called.
    format : Format
        How it is read.
    """
    path = keep_upload(BytesIO(content))
    try:
        source = Source(path, plain_name(name.replace("/", "-").replace("\\", "-")))
        with closing(read_file(source=source, format=made_by_the_vendor(format), at=at)) as reading:
            asked = Asked(
                customer=customer,
                about=actor.organisation,
                mapping="",
                all_or_nothing=True,
                private=False,
                by_vendor=True,
                given=True,
            )
            [report] = store_readings(actor=actor, at=at, readings=[reading], asked=asked).files
    finally:
        discard_uploads([path])
    return report
