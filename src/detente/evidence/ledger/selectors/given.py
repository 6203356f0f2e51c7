"""To whom a vendor has given a file."""

from detente.evidence.ledger.models import Document
from detente.foundation.identifiers import OrganisationId


def customers_given(sha256: str, *, vendor: OrganisationId) -> set[OrganisationId]:
    """Return the customers that have a file from the vendor itself, and for whom it still counts."""
    rows = Document.objects.filter(
        sha256=sha256, received_from_id=vendor, vendor_id=vendor, part_of=None, retraction=None
    )
    return {OrganisationId(one) for one in rows.values_list("customer_id", flat=True)}
