"""When somebody last looked."""

from datetime import date

from detente.assessment.changes.models import Visit


def last_visit(membership: int, today: date) -> tuple[date | None, bool]:
    """Return the day before today on which a member looked last, and whether they have looked today. One query."""
    row = Visit.objects.filter(membership_id=membership).first()
    if row is None:
        return None, False
    return (row.before, True) if row.seen_on >= today else (row.seen_on, False)
