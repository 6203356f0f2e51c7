# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of notices and toasts."""

from dataclasses import dataclass

from detente.ui.example import ATTACK_TEXT, Example, attack


@dataclass(frozen=True, slots=True)
class ExampleMessage:
    """Stands for a message of Django's messages framework."""

    message: str
    level_tag: str


SENT = (ExampleMessage("Sent to Halden Bank. They have ten days to answer.", "success"),)

EXAMPLES = (
    Example("note", "{% notice %}Draft: only Kestrel sees it.{% endnotice %}"),
    Example(
        "warning",
        '{% notice "warn" %}ISO/IEC 27001 lapses on 12 December. Without a new one, 43 falls to 40.{% endnotice %}',
    ),
    Example(
        "error",
        '{% notice "bad" title="Three rows were not read" %}Their dates are missing. The other 214 rows are in.{% endnotice %}',
    ),
    Example("good", '{% notice "good" %}All 214 rows are in.{% endnotice %}'),
    Example("toast", "{% toasts messages %}", {"messages": SENT}),
)
ATTACK = attack(
    "{% notice 'bad' title=text %}{{ text }}{% endnotice %}{% toasts messages %}",
    messages=(ExampleMessage(ATTACK_TEXT, "error"),),
)
