"""The imports room."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """What came of the files that somebody brought?"""

    name = "detente.evidence.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
