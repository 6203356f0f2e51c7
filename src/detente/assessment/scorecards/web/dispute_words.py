"""What stands beside a criterion while one of its lines is in dispute: both sides' words, and the other version."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from detente.assessment.scorecards.contracts import OtherVersion, Scorecard
from detente.evidence.disputes.contracts import DisputeBrief


@dataclass(frozen=True, slots=True)
class DisputeWords:
    """A line in dispute, beside the criterion that it counts in."""

    who: str
    on: datetime
    said: str
    reply_by: str
    reply: str
    due_on: date | None
    otherwise: str
    href: str


def disputed_lines(card: Scorecard) -> dict[str, tuple[DisputeWords, ...]]:
    """Return both versions of the lines in dispute, by the criterion that they count in."""
    found: dict[str, list[DisputeWords]] = {}
    for line in card.disputes:
        for other in line.criteria:
            found.setdefault(other.criterion, []).append(dispute_words(line.dispute, other))
    return {criterion: tuple(those) for criterion, those in found.items()}


def dispute_words(one: DisputeBrief, other: OtherVersion | None) -> DisputeWords:
    """Return both sides' words on a line, and the range without it where that is known."""
    reply = one.last_reply
    without = other.without_line if other else None
    return DisputeWords(
        who=one.organisation,
        on=one.raised_at,
        said=f"{one.says} {cut(one.statement)}",
        reply_by=reply.organisation if reply else "",
        reply=cut(reply.text) if reply else "",
        due_on=reply.due_on if reply else None,
        otherwise=(
            f"Without the line the range would be {without.demonstrated:.0f} to {without.possible:.0f}."
            if without
            else ""
        ),
        href=reverse("dispute", args=[one.id]),
    )


def cut(said: str, longest: int = 300) -> str:
    """Return a text, cut where it is long; the page of the dispute has all of it."""
    return said if len(said) <= longest else f"{said[:longest]} …"
