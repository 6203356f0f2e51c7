"""Questionnaires, found by what somebody types."""

from detente.evidence.questionnaires.contracts import SEE_QUESTIONNAIRES, QuestionnaireBrief
from detente.evidence.questionnaires.models import Questionnaire
from detente.evidence.questionnaires.selectors.questionnaires import brief_of, with_progress
from detente.foundation.access import Actor
from detente.foundation.operation import Doors
from detente.foundation.page import PageSize
from detente.foundation.selectors.found_targets import found_targets
from detente.foundation.use_case import query


@query(
    "questionnaires.search",
    permission=SEE_QUESTIONNAIRES,
    path="pages/search/questionnaires",
    doors=Doors.BY_HAND,
)
def search_questionnaires(*, actor: Actor, words: str, limit: PageSize = 5) -> list[QuestionnaireBrief]:
    """Find questionnaires by their titles.

    Parameters
    ----------
    words : str
        What was typed: each word of it begins a word of theirs.
    limit : int, 1 to 200
        How many at most.
    """
    found = found_targets(actor=actor, kind=Questionnaire.found_by.kind, words=words, limit=limit)
    if not found:
        return []
    rows = {row.pk: row for row in with_progress(Questionnaire.objects.filter(pk__in=found))}
    return [brief_of(rows[number]) for number in found if number in rows]
