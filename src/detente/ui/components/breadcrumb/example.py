"""Examples of the breadcrumb."""

from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.example import ATTACK_TEXT, Example, attack

EXAMPLES = (
    Example(
        "two deep", "{% breadcrumb crumbs %}", {"crumbs": (Crumb("Vendors", "#vendors"), Crumb("Kestrel"))}
    ),
)
ATTACK = attack(
    "{{ text }}{% breadcrumb crumbs %}", crumbs=(Crumb(ATTACK_TEXT, ATTACK_TEXT), Crumb(ATTACK_TEXT))
)
