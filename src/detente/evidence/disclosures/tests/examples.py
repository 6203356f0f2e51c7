"""Worked examples of what a vendor admits."""

from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.tests.example import Example

NEEDS = ["evidence.relationships"]

EXAMPLES = {
    "disclosures.admit_limit": Example(
        {
            "customer": str(RELATIONSHIP),
            "limit": "Log records are kept for 30 days, not 90.",
            "workaround": "Export them weekly.",
            "since": "2026-01-01",
            "expected_end_on": "2027-03-31",
        },
        by="the_contributor",
    ),
    "disclosures.list": Example({"relationship": RELATIONSHIP}, by="the_director"),
}
