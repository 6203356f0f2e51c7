"""The disclosures room."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """What does the service not do, who said so first, and since when?"""

    name = "detente.evidence.disclosures"
    label = "disclosures"
    default_auto_field = "django.db.models.BigAutoField"
