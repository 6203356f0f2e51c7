"""Use case: confirm earlier answers."""

from datetime import datetime

from detente.evidence.questionnaires.contracts import (
    ANSWER_QUESTIONS,
    AnswersShown,
    NoSuchQuestionnaire,
    NothingToConfirm,
    QuestionnaireId,
    Standing,
)
from detente.evidence.questionnaires.selectors import access_questionnaire, answers_of
from detente.evidence.questionnaires.services.write_drafts import write_drafts
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "questionnaires.confirm_earlier",
    permission=ANSWER_QUESTIONS,
    path="questionnaires/{questionnaire}/confirmation",
    raises=(NoSuchQuestionnaire, NothingToConfirm),
)
def confirm_earlier(
    *, actor: Actor, at: datetime, questionnaire: QuestionnaireId, positions: list[int] | None = None
) -> AnswersShown:
    """Say again, as of today, what your organisation has answered before: as drafts, until they are sent.

    Parameters
    ----------
    questionnaire : QuestionnaireId
        The number of the questionnaire.
    positions : list of int
        Which questions; all that wait to be confirmed if not given. One that does not wait is passed over.
    """
    row = access_questionnaire(questionnaire)
    waiting = answers_of(row, at=at).of(Standing.EARLIER)
    chosen = [one for one in waiting if positions is None or one.shown.position in positions]
    if not chosen:
        raise NothingToConfirm("None of these questions has an earlier answer that waits to be confirmed.")
    write_drafts(
        actor=actor,
        at=at,
        questionnaire=row,
        said=[
            (one.shown.position, one.earlier.answer, one.earlier.words, one.earlier.evidence, None)
            for one in chosen
            if one.earlier is not None
        ],
    )
    return answers_of(row, at=at)
