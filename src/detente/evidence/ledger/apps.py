"""The ledger room."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """What is known, since when, and from which line of which file?"""

    name = "detente.evidence.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
