"""Examples of the legend."""

from detente.ui.example import Example, attack

EXAMPLES = (
    Example("above a list", "{% legend %}"),
    Example("with slots", '{% legend "demonstrated possible slot" %}'),
)
ATTACK = attack("{{ text }}{% legend %}")
