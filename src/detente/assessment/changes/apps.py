"""The changes room."""

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    """What changed since somebody last looked, and what comes up?"""

    name = "detente.assessment.changes"
    label = "changes"
    default_auto_field = "django.db.models.BigAutoField"
