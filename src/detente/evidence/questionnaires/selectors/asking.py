"""The vendors that a customer may ask, for the page on which it does."""

from dataclasses import dataclass
from datetime import datetime

from detente.evidence.questionnaires.contracts import ASK_QUESTIONS
from detente.evidence.relationships.contracts import Vendor
from detente.evidence.relationships.selectors import vendors_of
from detente.foundation.access import Actor
from detente.foundation.operation import Doors
from detente.foundation.use_case import query

MOST_TO_CHOOSE_FROM = 200


@dataclass(frozen=True, slots=True)
class AskingPage:
    """Whom a questionnaire may be for; nobody where they are too many to choose from: then a name is typed."""

    vendors: tuple[Vendor, ...]


@query(
    "questionnaires.asking_page",
    permission=ASK_QUESTIONS,
    path="pages/questionnaires/new",
    doors=Doors.BY_HAND,
)
def asking_page(*, actor: Actor, at: datetime) -> AskingPage:
    """Show the vendors that may be asked."""
    found = vendors_of(actor.organisation, as_of=at, known_on=at, limit=MOST_TO_CHOOSE_FROM + 1)
    return AskingPage(tuple(found) if len(found) <= MOST_TO_CHOOSE_FROM else ())
