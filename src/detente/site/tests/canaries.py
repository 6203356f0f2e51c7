"""What the crawler sends to the site's own pages."""

from detente.foundation.models import AuditEntry
from detente.foundation.tests.ground import MARK

FORMS = {
    "invite": {"email": "newcomer@example.org", "role": "analyst"},
    "change_role": {"role": "analyst"},
    "notice_settings": {"hour": 7, "zone": "UTC"},
}
QUERIES = {
    "people": ["after", "invited_after"],
    "audit": ["after"],
    "search": ["q"],
    "notices": ["after", "read_after"],
}


def values() -> dict[str, list[object]]:
    """Return what fills the addresses of the audit trail and of the search."""
    entries = list(AuditEntry.objects.values_list("index", flat=True))
    return {
        "entry": entries,
        "size": [len(entries)],
        "after": [*entries, "2026-11-24T12:00:00+00:00~1"],
        "read_after": ["2026-11-24T12:00:00+00:00~1"],
        "q": [MARK],  # how each canary begins: all that is found by one is shown
    }
