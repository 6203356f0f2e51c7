"""What other rooms, and the doors, may see of a questionnaire."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from detente.evidence.ledger.contracts import GIVE_EVIDENCE, IMPORT_EVIDENCE, DocumentId
from detente.evidence.relationships.contracts import RelationshipId
from detente.foundation.errors import Conflict, Invalid, NotFound
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import CUSTOMER_SIDE, VENDOR_SIDE, Permission

QuestionnaireId = NewType("QuestionnaireId", int)

SEE_QUESTIONNAIRES = Permission("see questionnaires", CUSTOMER_SIDE | VENDOR_SIDE)
ASK_QUESTIONS = Permission("ask questionnaires", IMPORT_EVIDENCE.roles)
ANSWER_QUESTIONS = Permission("answer questionnaires", GIVE_EVIDENCE.roles)

MOST_QUESTIONS = 2_000
LONGEST_QUESTION = 5_000
LONGEST_WORDS = 5_000


class Answer(StrEnum):
    """What is said to a question."""

    YES = "yes"
    NO = "no"
    PARTIAL = "partial"
    NOT_APPLICABLE = "not applicable"
    TEXT = "text"  # in words alone, which settle nothing by themselves


class Standing(StrEnum):
    """How far the vendor is with a question."""

    OPEN = "open"  # nothing was ever said to it
    EARLIER = "earlier"  # an earlier answer of the vendor's waits to be confirmed
    DRAFT = "draft"
    SENT = "sent"


class NoSuchQuestionnaire(NotFound):
    """There is no such questionnaire, or you are no party to it."""


class NoSuchQuestion(NotFound):
    """The questionnaire has no question of that position."""


class NoQuestions(Invalid):
    """A questionnaire asks at least one question, and no more than 2,000."""


class UnfitQuestion(Invalid):
    """A question has no words, or too many, or its id stands twice."""


class UnfitAnswer(Invalid):
    """An answer has too many words, or none where it is in words alone."""


class UnfitDocument(Invalid):
    """The document is none about you that this customer sees, or it was retracted."""


class UnreadableQuestionnaire(Invalid):
    """The file is no questionnaire that can be read."""


class UnfitDueDay(Invalid):
    """The day by which answers are asked for has passed already."""


class ChangedMeanwhile(Conflict):
    """Somebody else of your side has saved another answer since you looked."""


class NothingToSend(Conflict):
    """No draft differs from what was sent before."""


class NothingToConfirm(Conflict):
    """No earlier answer waits to be confirmed."""


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """One question as a customer puts it."""

    question: str
    question_id: str = ""
    """Its id in the standard; its number in the list, where it has none."""
    questionnaire: str = ""
    """The standard that it is of, such as "CAIQ 4"; the title, where it is of none."""
    domain: str = ""
    wanted: str = ""
    """What the standard calls a good answer: yes, no, not scored; empty: it does not say."""


@dataclass(frozen=True, slots=True)
class AnswerDrafted:
    """What somebody of the vendor's side wants to say to a question."""

    position: int
    answer: Answer
    words: str = ""
    document: DocumentId | None = None
    """A document, given before, that the answer rests on."""
    seen: int | None = None
    """The number of the draft that was looked at: if there is another by now, nothing is lost; 0: there was none."""


@dataclass(frozen=True, slots=True)
class QuestionnaireBrief:
    """A questionnaire as both sides see it, and how far it is."""

    id: QuestionnaireId
    relationship: RelationshipId
    customer: str
    vendor: str
    vendor_id: OrganisationId
    title: str
    asked_by: str
    asked_at: datetime
    due_on: date | None
    asked: int
    answered: int
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """An answer that was sent, with its place in the ledger."""

    answer: Answer
    words: str
    evidence: str
    answered_at: datetime
    assurance: str
    document: DocumentId
    position: int


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question, and the answer to it once that was sent."""

    position: int
    question_id: str
    questionnaire: str
    question: str
    domain: str
    sent: SentAnswer | None


@dataclass(frozen=True, slots=True)
class QuestionnaireShown:
    """A questionnaire as both sides see it."""

    brief: QuestionnaireBrief
    questions: tuple[QuestionShown, ...]


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """What the vendor itself answered to the same question before: its own words alone, and no customer's name."""

    answer: Answer
    words: str
    evidence: str
    said_on: date
    age_days: int
    assurance: str
    source: str
    """To whom it was said: to this customer, or to another."""
    same_words: bool
    """Whether the question had the same words; else it had the same id in the same standard."""
    document: DocumentId
    position: int


@dataclass(frozen=True, slots=True)
class DraftShown:
    """What the vendor's side is about to say; nobody else sees it."""

    number: int
    answer: Answer
    words: str
    evidence: str
    document: DocumentId | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QuestionToAnswer:
    """A question as the vendor's side sees it."""

    shown: QuestionShown
    standing: Standing
    earlier: EarlierAnswer | None
    draft: DraftShown | None


@dataclass(frozen=True, slots=True)
class AnswersShown:
    """A questionnaire as the vendor's side sees it: what is left to answer, and what it has said before."""

    brief: QuestionnaireBrief
    questions: tuple[QuestionToAnswer, ...]

    def of(self, *standings: Standing) -> tuple[QuestionToAnswer, ...]:
        """Return the questions of some standings."""
        return tuple(one for one in self.questions if one.standing in standings)
