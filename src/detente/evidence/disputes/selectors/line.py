"""What is said against one line, and whether something may still be said."""

from dataclasses import dataclass
from datetime import date, datetime

from detente.evidence.disputes.contracts import SEE_DISPUTES, CannotBeDisputed, DisputeBrief, State
from detente.evidence.disputes.selectors.open_disputes import disputes_on_lines
from detente.evidence.ledger.contracts import DocumentId, EvidenceLine, NoSuchEvidence
from detente.evidence.ledger.selectors import access_document, lines_at
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import NotOnRecord, known_by
from detente.foundation.operation import Doors
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import query


@dataclass(frozen=True, slots=True)
class LineDisputes:
    """The disputes about a line, the latest first."""

    line: EvidenceLine
    disputes: tuple[DisputeBrief, ...]
    may_be_disputed: bool
    why_not: str
    """Why the line cannot be disputed; empty where it can, or where your side does already."""


@query(
    "disputes.of_line",
    permission=SEE_DISPUTES,
    path="pages/documents/{document}/evidence/{position}/disputes",
    raises=(NoSuchEvidence, NotOnRecord),
    doors=Doors.BY_HAND,
)
def disputes_of_line(
    *,
    actor: Actor,
    at: datetime,
    document: DocumentId,
    position: int,
    as_of: date | None = None,
    known_on: date | None = None,
) -> LineDisputes:
    """Show what is said against a line, or what was said by a day."""
    known = known_by(at, as_of, known_on)
    line = access_line(document, position, known_on=known)
    found = disputes_on_lines([(document, position)], known_on=known).get((document, position), ())
    ours = any(one.state is State.OPEN and one.side is actor.side for one in found)
    try:
        about_whom(line)
    except CannotBeDisputed as error:
        return LineDisputes(line, found, may_be_disputed=False, why_not=str(error))
    return LineDisputes(line, found, may_be_disputed=not ours, why_not="")


def access_line(document: DocumentId, position: int, *, known_on: datetime | None = None) -> EvidenceLine:
    """Hand out a line to somebody who may see it."""
    found = lines_at([(document, position)], known_on=known_on)
    if not found:
        raise NoSuchEvidence(f"There is no evidence {position} in a document {document}.")
    return found[0]


def about_whom(line: EvidenceLine) -> OrganisationId:
    """Return whom a line is about, or raise CannotBeDisputed where it counts for nobody."""
    if line.vendor is None:
        raise CannotBeDisputed("Nobody knows yet whom the line is about: match its name first.")
    if access_document(line.document).visibility != Visibility.SHARED:
        raise CannotBeDisputed("Only your side sees the line: retract its document, if it is wrong.")
    if line.retracted_at is not None:
        raise CannotBeDisputed(
            f"The line was retracted on {line.retracted_at:%d %B %Y}: it counts no longer."
        )
    if line.struck_at is not None:
        raise CannotBeDisputed(f"The line counts no longer since {line.struck_at:%d %B %Y}.")
    return line.vendor
