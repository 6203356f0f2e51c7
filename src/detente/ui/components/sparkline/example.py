"""Examples of the spark line."""

from detente.ui.example import Example, attack

EXAMPLES = (
    Example(
        "rising", "{% sparkline values %}", {"values": (37, 35, 33, 32, 31, 39, 36, 58, 56, 55, 53, 54, 61)}
    ),
    Example("hardly changing: drawn flat", "{% sparkline values %}", {"values": (50, 50, 51, 51, 50, 51)}),
    Example("with a gap", "{% sparkline values %}", {"values": (20, 24, None, None, 40, 44)}),
)
ATTACK = attack("{{ text }}{% sparkline values %}", values=(1, 2))
