"""Examples of tabs."""

from detente.ui.components.tabs.tabs import Tab
from detente.ui.example import ATTACK_TEXT, Example, attack

TABS = (
    Tab("Scorecard", "#scorecard", current=True),
    Tab("Evidence", "#evidence", count=214),
    Tab("Claims", "#claims", count=4),
    Tab("Our notes", "#notes", private=True),
)

EXAMPLES = (
    Example("parts of a relationship", '{% tabs tabs "Relationship with Kestrel" %}', {"tabs": TABS}),
)
ATTACK = attack("{% tabs tabs text %}", tabs=(Tab(ATTACK_TEXT, ATTACK_TEXT),))
