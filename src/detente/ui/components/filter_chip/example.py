"""Examples of the filter chip."""

from detente.ui.example import Example, attack

EXAMPLES = (
    Example("on", '{% filter_chip "All" "#all" count=40 on=True %}'),
    Example("off", '{% filter_chip "In dispute" "#disputed" count=3 %}'),
    Example("no rows", '{% filter_chip "Below floor" "#below" count=0 %}'),
)
ATTACK = attack("{% filter_chip text text count=1 %}")
