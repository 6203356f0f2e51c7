"""Examples of days and points in time."""

from datetime import UTC, date, datetime

from detente.ui.example import Example, attack

WHEN = {"on": date(2026, 11, 24), "at": datetime(2026, 11, 20, 14, 3, tzinfo=UTC)}

EXAMPLES = (
    Example("a day", '{% day on %}; {% day on "short" %}; {% day on "day" %}', WHEN),
    Example("a point in time, with its zone", "{% moment at %}", WHEN),
)
ATTACK = attack("{{ text }}{% moment at %}", **WHEN)
