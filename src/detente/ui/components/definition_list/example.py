"""Examples of definition lists and facts."""

from detente.ui.example import ATTACK_TEXT, Example, attack

ITEMS = (
    ("Tier", "1"),
    ("Since", "March 2024"),
    ("Renews", "30 September 2027"),
    ("Next forum", "2 December"),
)

EXAMPLES = (
    Example("in two columns", "{% definition_list items %}", {"items": ITEMS}),
    Example("facts in one line", "{% facts items %}", {"items": ITEMS}),
)
ATTACK = attack("{{ text }}{% definition_list items %}{% facts items %}", items=((ATTACK_TEXT, ATTACK_TEXT),))
