"""Examples of the bell."""

from detente.ui.example import ATTACK_TEXT, Example, attack
from detente.ui.shell import Bell

EXAMPLES = (
    Example("some to read", "{% bell some %}", {"some": Bell("#notices", "#count", "3")}),
    Example("very many", "{% bell many %}", {"many": Bell("#notices", "#count", "99+")}),
    Example("all read", "{% bell none %}", {"none": Bell("#notices", "#count")}),
)
ATTACK = attack("{{ text }}{% bell some %}", some=Bell(ATTACK_TEXT, ATTACK_TEXT, ATTACK_TEXT))
