"""Examples of the drawer: the page's own one, opened by a link."""

from detente.ui.example import Example, attack

EXAMPLES = (
    Example(
        "opened by a link", '<b>{% figure 62 "?drawer=why" "Time to contain, demonstrated" %}</b> of 100'
    ),
)
ATTACK = attack("{{ text }}{% drawer %}")
