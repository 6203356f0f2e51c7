"""The questionnaires room."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """What does a customer ask its vendor, and what has the vendor answered already?"""

    name = "detente.evidence.questionnaires"
    label = "questionnaires"
    default_auto_field = "django.db.models.BigAutoField"
