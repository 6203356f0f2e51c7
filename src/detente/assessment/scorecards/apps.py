"""The scorecards room."""

from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    """What has a vendor shown, what is still possible, and why?"""

    name = "detente.assessment.scorecards"
    label = "scorecards"
    default_auto_field = "django.db.models.BigAutoField"
