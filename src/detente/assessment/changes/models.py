"""When a person last looked."""

from django.db import models

from detente.foundation.tenancy import TenantRow


class Visit(TenantRow):
    """The last day on which somebody looked at the portfolio, and the one before; no diary is kept."""

    membership = models.OneToOneField("foundation.Membership", models.PROTECT, related_name="+")
    seen_on = models.DateField()
    before = models.DateField(null=True)

    def __str__(self) -> str:
        return f"seen on {self.seen_on}"
