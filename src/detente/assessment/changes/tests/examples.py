"""Worked examples: what the bank and its supplier see of what changed and what comes up."""

from detente.foundation.tests.example import Example

NEEDS = ["assessment.scorecards", "evidence.disputes"]


def world() -> None:
    """Lay out nothing more: what other rooms laid out has changed, and comes up."""


EXAMPLES = {
    "changes.show": Example({"since": "2026-10-31"}, by="the_director"),
    "changes.coming_up": Example({"days": "60"}, by="the_vendor"),
    "changes.mark_seen": Example({}, by="the_analyst"),
}
