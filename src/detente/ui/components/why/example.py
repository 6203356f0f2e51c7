"""Examples of "why?" and of a figure that opens."""

from detente.ui.example import Example, attack

EXAMPLES = (
    Example("why?", '{% why "#why-kestrel" "Trust of Kestrel, 48 to 77" %}'),
    Example("a figure", '<b>{% figure 62 "#why-contain" "Time to contain, demonstrated" %}</b> demonstrated'),
    Example("a figure with nothing behind it", '<b>{% figure 62 "" "Time to contain" %}</b> demonstrated'),
)
ATTACK = attack("{% why text text text=text %}{% figure text text text %}")
