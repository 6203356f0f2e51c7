"""Names in files that are nobody's yet."""

from detente.evidence.ledger.models import Evidence
from detente.foundation.identifiers import OrganisationId


def names_that_wait(customer: OrganisationId) -> set[str]:
    """Return the names under which a customer's facts wait for a vendor; some may have been attributed since."""
    waiting = Evidence.objects.filter(customer_id=customer, vendor=None, written__isnull=False)
    return set(waiting.order_by("written").values_list("written", flat=True).distinct())
