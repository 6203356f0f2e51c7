"""Examples of the choice of colours."""

from detente.ui.example import Example, attack

EXAMPLES = (Example("dark chosen", '{% theme_switch "dark" %}'),)
ATTACK = attack("{{ text }}{% theme_switch %}")
