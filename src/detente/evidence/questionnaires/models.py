"""Questionnaires, their questions, what the vendor drafts and what it sent: append-only.

A draft is a row of the vendor's side alone; a later one of the same question takes its place. What was sent stands in
the ledger, as a document of the vendor's.
"""

from django.db import models

from detente.evidence.questionnaires.contracts import Answer
from detente.foundation.identifiers import new_id
from detente.foundation.search_words import FoundBy
from detente.foundation.tenancy import TenantRow


def _answers() -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in Answer]


class Questionnaire(TenantRow):
    """What a customer asks its vendor at once."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey("relationships.Relationship", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    asked = models.PositiveIntegerField()  # how many questions
    due_on = models.DateField(null=True)
    asked_by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    found_by = FoundBy("questionnaire", ("title",), ("title",), order="asked_at")

    class Meta(TenantRow.Meta):
        indexes = [models.Index(fields=["relationship", "asked_at"])]

    def __str__(self) -> str:
        return self.title


class Question(TenantRow):
    """One question of it."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="questions")
    position = models.PositiveIntegerField()  # from 0
    question_id = models.CharField(max_length=300)
    source = models.CharField(max_length=300)  # the standard that the id is of, or the title
    question = models.TextField()
    domain = models.CharField(max_length=300, blank=True)
    wanted = models.CharField(max_length=20, blank=True)

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.UniqueConstraint(fields=["questionnaire", "position"], name="a_question_has_its_place"),
        ]

    def __str__(self) -> str:
        return self.question_id


class DraftAnswer(TenantRow):
    """What the vendor's side is about to say to a question: the last of them counts."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    answer = models.CharField(max_length=20, choices=_answers)
    words = models.TextField(blank=True)
    evidence = models.TextField(blank=True)  # what the answer refers to, in words
    document = models.ForeignKey("ledger.Document", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(TenantRow.Meta):
        indexes = [models.Index(fields=["questionnaire", "position"])]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Sending(TenantRow):
    """Answers that were sent: the document in the ledger that holds them, and how many they are."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="sendings")
    document = models.ForeignKey("ledger.Document", models.PROTECT, related_name="+")
    answered = models.PositiveIntegerField()
    by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.answered} answers"
