"""The disputes room."""

from django.apps import AppConfig


class DisputesConfig(AppConfig):
    """Which lines does a side object to, and how was it settled?"""

    name = "detente.evidence.disputes"
    label = "disputes"
    default_auto_field = "django.db.models.BigAutoField"
