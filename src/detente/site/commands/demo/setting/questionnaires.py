"""A questionnaire that Kestrel has half answered, and a limit that Marlow admits."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from detente.evidence.disclosures.services.admit_limit import admit_limit
from detente.evidence.questionnaires.contracts import Answer, AnswerDrafted, QuestionAsked, Standing
from detente.evidence.questionnaires.selectors import list_questionnaires, show_answers
from detente.evidence.questionnaires.services.ask import ask
from detente.evidence.questionnaires.services.confirm_earlier import confirm_earlier
from detente.evidence.questionnaires.services.draft_answers import draft_answers
from detente.evidence.questionnaires.services.send_answers import send_answers
from detente.site.commands.demo.cast import ANALYST, KESTREL_ENGINEER, KESTREL_LEAD, MARLOW_LEAD
from detente.site.commands.demo.makers.questions import questions
from detente.site.commands.demo.setting.stage import Stage, Step
from detente.site.commands.demo.world import World, at_midnight

MORNING = timedelta(hours=9)
TITLE = "Before the renewal of Kestrel"
NEW = (
    "Which models were trained with our alarms, and can we say no?",
    "Who outside your company can read our alarms?",
    "How long does a restore of our tenant take, as last measured?",
    "Which of your suppliers would stop the service if it failed?",
    "What would you need from us to close an incident in half the time?",
)
SAID = "Nobody. Two named engineers of ours can, for an incident, and each access is logged for you to see."
LIMIT = "Reports of the last quarter come up to ten days after its end."
INSTEAD = "The raw figures are in the portal from the first day."


def steps(world: World) -> Iterator[Step]:
    """Yield them; those of one moment in their order."""
    yield Step(_day(9, world), lambda stage, at: _ask(stage, at, world))
    yield Step(_day(6, world), _answer_some)
    yield Step(_day(5, world), lambda stage, at: _admit(stage, at, world))


def _day(days: int, world: World) -> datetime:
    return at_midnight(world.before(days)) + MORNING


def _ask(stage: Stage, at: datetime, world: World) -> None:
    known = [QuestionAsked(one.words, one.id, "CAIQ 4", one.domain) for one in questions()]
    new = [QuestionAsked(one, f"B-{number:02}") for number, one in enumerate(NEW, 1)]
    ask(
        actor=stage.actor(ANALYST),
        at=at,
        vendor=KESTREL_LEAD.organisation,
        title=TITLE,
        questions=[*new, *known],
        due_on=world.before(-12),
    )


def _answer_some(stage: Stage, at: datetime) -> None:
    """Confirm half of what was said before and send it; a draft of the engineer's is not sent yet."""
    lead = stage.actor(KESTREL_LEAD)
    [asked] = list_questionnaires(actor=lead).items
    found = show_answers(actor=lead, at=at, questionnaire=asked.id).of(Standing.EARLIER)
    half = [one.shown.position for one in found[: (len(found) + 1) // 2]]
    if half:  # a programme in a hurry lacks the file
        confirm_earlier(actor=lead, at=at, questionnaire=asked.id, positions=half)
        send_answers(actor=lead, at=at, questionnaire=asked.id)
    draft = AnswerDrafted(1, Answer.TEXT, SAID)
    draft_answers(actor=stage.actor(KESTREL_ENGINEER), at=at, questionnaire=asked.id, answers=[draft])


def _admit(stage: Stage, at: datetime, world: World) -> None:
    admit_limit(
        actor=stage.actor(MARLOW_LEAD),
        at=at,
        customer=stage.actor(ANALYST).organisation_name,
        limit=LIMIT,
        workaround=INSTEAD,
        since=world.before(400),
        expected_end_on=world.before(-120),
    )
