"""A fact as its page shows it: with the line of the file, the names of its columns, and whom it is about."""

from dataclasses import dataclass
from datetime import date, datetime

from detente.evidence.ledger.contracts import SEE_EVIDENCE, DocumentId, EvidenceLine, NoSuchEvidence
from detente.evidence.ledger.selectors.documents import access_evidence
from detente.evidence.ledger.selectors.lines import excerpt_for, lines_of
from detente.formats.errors import FormatError
from detente.formats.excerpt import excerpt
from detente.formats.source import Source
from detente.foundation.access import Actor
from detente.foundation.errors import NotFound
from detente.foundation.file_store import kept_file
from detente.foundation.models import Organisation
from detente.foundation.moments import NotOnRecord, known_by
from detente.foundation.operation import Doors
from detente.foundation.use_case import query

FIRST_LINE = "line 1"


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """A fact, and what helps to read the line that says it."""

    line: EvidenceLine
    columns: str
    """The first line of a CSV file, which names its columns; empty where the file is none, or not yours to see."""
    vendor_name: str
    """Whom the fact is about; empty while that is not known."""


@query(
    "ledger.evidence_page",
    permission=SEE_EVIDENCE,
    path="pages/documents/{document}/evidence/{position}",
    raises=(NoSuchEvidence, NotOnRecord),
    doors=Doors.BY_HAND,
)
def evidence_page(
    *,
    actor: Actor,
    at: datetime,
    document: DocumentId,
    position: int,
    as_of: date | None = None,
    known_on: date | None = None,
) -> EvidencePage:
    """Show a fact with the line of the file that says it, as it was known on a day, and what helps to read that."""
    known = known_by(at, as_of, known_on)
    row = access_evidence(document, position, known_on=known)
    (line,) = lines_of([row], excerpt_for(actor, row), known_on=known)
    about = None if line.vendor is None else Organisation.objects.get(pk=line.vendor)
    return EvidencePage(line, _columns(line), about.name if about else "")


def _columns(line: EvidenceLine) -> str:
    of_a_table = line.document_name.lower().endswith((".csv", ".tsv")) and line.locator.startswith("line")
    if not line.excerpt or not of_a_table or line.locator == FIRST_LINE:
        return ""
    try:
        return excerpt(Source(kept_file(line.sha256), line.document_name), FIRST_LINE)
    except (FormatError, NotFound):
        return ""
