"""Objections on both sides: one open, one upheld, one rejected; a scorecard published, and one in preview."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from detente.assessment.scorecards.selectors.publications import list_publications
from detente.assessment.scorecards.services.agree_to_publish import agree_to_publish
from detente.assessment.scorecards.services.preview_scorecard import preview_scorecard
from detente.evidence.disputes.contracts import DisputeId, State, Wrong
from detente.evidence.disputes.selectors import list_disputes
from detente.evidence.disputes.services.dispute_line import dispute_line
from detente.evidence.disputes.services.reply_to_dispute import reply_to_dispute
from detente.evidence.disputes.services.settle_dispute import settle_dispute
from detente.evidence.ledger.contracts import EvidenceLine
from detente.evidence.relationships.selectors import list_evidence_about
from detente.site.commands.demo.cast import ANALYST, CISO, CORVANE_LEAD, KESTREL_LEAD, MARLOW_LEAD, Somebody
from detente.site.commands.demo.setting.stage import Stage, Step
from detente.site.commands.demo.world import World, at_midnight

AFTERNOON = timedelta(hours=14)
MOST = 200
Objection = tuple[Somebody, int, str, Wrong, str, str]
"""Who, how many days ago, the kind of evidence, what is wrong, what it should say, and why."""

KESTRELS: Objection = (
    KESTREL_LEAD,
    4,
    "request_answered",
    Wrong.TIME,
    "Answered on {due}: the mail of that day has the evidence attached.",
    (
        "Your register takes the day on which the ticket was closed. We answered on the day agreed; the mail is with "
        "your duty desk, and Lena can send it again."
    ),
)
MARLOWS: Objection = (
    MARLOW_LEAD,
    61,
    "outage",
    Wrong.FACT,
    "Planned work, announced ten days before.",
    "The interface was down for the upgrade of version 9, as announced on the status page and agreed with Jonas.",
)
CORVANES: Objection = (
    CORVANE_LEAD,
    58,
    "outage",
    Wrong.READING,
    "Your probe lost its network; the console was up.",
    "Our own monitoring shows no interruption on that day.",
)
CHECKING = "We are looking for that mail in the archive of the duty desk."
UPHELD = "The announcement is there, and the work was agreed: it was no outage."
REJECTED = "Two probes in different networks saw the same interruption, and our people could not sign in."


def steps(world: World) -> Iterator[Step]:
    """Yield them; those of one moment in their order."""
    for objection in (KESTRELS, MARLOWS, CORVANES):
        yield Step(_day(objection[1], world), partial(_dispute, objection=objection))
    yield Step(_day(3, world), partial(_reply, world=world))
    yield Step(_day(54, world), partial(_settle, lead=MARLOW_LEAD, uphold=True, reason=UPHELD))
    yield Step(_day(51, world), partial(_settle, lead=CORVANE_LEAD, uphold=False, reason=REJECTED))
    yield Step(_day(83, world), partial(_preview, name="Kestrel"))
    yield Step(_day(81, world), _agree)
    yield Step(_day(2, world), partial(_preview, name="Kestrel"))


def _dispute(stage: Stage, at: datetime, objection: Objection) -> None:
    who, _, kind, wrong, says, statement = objection
    line = _line(stage, at, who, kind)
    if line is None:  # a programme in a hurry lacks the file
        return
    dispute_line(
        actor=stage.actor(who),
        at=at,
        document=line.document,
        position=line.position,
        wrong=wrong,
        says=says.format(due=_due(line.facts)),
        statement=statement,
    )


def _line(stage: Stage, at: datetime, who: Somebody, kind: str) -> EvidenceLine | None:
    """Return the latest line of a kind that counts against somebody: a probe's outage, an answer after its day."""
    found = list_evidence_about(
        actor=stage.actor(ANALYST), at=at, vendor=who.organisation, kind=kind, limit=MOST
    )
    return next((line for line in found.items if _counts_against(line.facts)), None)


def _due(facts: dict[str, object]) -> str:
    due = facts.get("due_on")
    return f"{date.fromisoformat(due):%-d %B}" if isinstance(due, str) else ""


def _counts_against(facts: dict[str, object]) -> bool:
    if facts.get("measured_by") == "probe":
        return True
    answered, due = facts.get("answered_on"), facts.get("due_on")
    return facts.get("asked_by") == "customer" and isinstance(answered, str) and answered > str(due)


def _reply(stage: Stage, at: datetime, world: World) -> None:
    analyst, due = stage.actor(ANALYST), world.before(-3)
    for one in _open(stage, KESTREL_LEAD):
        reply_to_dispute(actor=analyst, at=at, dispute=one, text=CHECKING, due_on=due)


def _settle(stage: Stage, at: datetime, lead: Somebody, *, uphold: bool, reason: str) -> None:
    for one in _open(stage, lead):
        settle_dispute(actor=stage.actor(CISO), at=at, dispute=one, uphold=uphold, reason=reason)


def _open(stage: Stage, lead: Somebody) -> list[DisputeId]:
    return [one.id for one in list_disputes(actor=stage.actor(lead), state=State.OPEN).items]


def _preview(stage: Stage, at: datetime, name: str) -> None:
    preview_scorecard(actor=stage.actor(ANALYST), at=at, vendor=name)


def _agree(stage: Stage, at: datetime) -> None:
    [one] = list_publications(actor=stage.actor(KESTREL_LEAD), at=at).items
    agree_to_publish(actor=stage.actor(KESTREL_LEAD), at=at, publication=one.id)


def _day(days: int, world: World) -> datetime:
    return at_midnight(world.before(days)) + AFTERNOON
