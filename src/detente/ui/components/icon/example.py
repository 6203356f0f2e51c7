"""Examples of the icon."""

from detente.ui.components.icon.icon import icon_names
from detente.ui.example import Example, attack

EXAMPLES = (
    Example(
        "all of them",
        "{% for name in names %}{% icon name label=name %} {% endfor %}",
        {"names": icon_names()},
    ),
    Example("small, beside a word", '{% icon "flag" size="small" %} In dispute'),
)
ATTACK = attack('{% icon "flag" label=text %}')
