# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of the error state."""

from detente.ui.example import Example, attack

SOURCE = """{% error_state "This page could not be shown" "Try again in a minute." kept="What you saved before is there." reference="7f3a-19" %}
{% button "Try again" href="#again" kind="primary" %}{% button "All vendors" href="#vendors" %}{% enderror_state %}"""

EXAMPLES = (
    Example("something broke", SOURCE),
    Example(
        "not found",
        '{% error_state "There is no such page" "It may have been moved, or it is not yours to see." %}{% enderror_state %}',
    ),
)
ATTACK = attack("{% error_state text text kept=text reference=text %}{{ text }}{% enderror_state %}")
