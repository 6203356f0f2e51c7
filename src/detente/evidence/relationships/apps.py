"""The relationships room."""

from django.apps import AppConfig


class RelationshipsConfig(AppConfig):
    """Who works with whom, on what, and what did both sign?"""

    name = "detente.evidence.relationships"
    label = "relationships"
    default_auto_field = "django.db.models.BigAutoField"
