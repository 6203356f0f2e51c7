"""Examples of sentences by date."""

from datetime import date

from detente.ui.components.dated_list.dated_list import DatedItem
from detente.ui.example import ATTACK_TEXT, Example, attack

CHANGED = (
    DatedItem(
        date(2026, 11, 11),
        "admitted that it does not see container hosts; that raised its trust from 41 to 48.",
        "Kestrel",
        "#kestrel",
        why="#why",
    ),
    DatedItem(
        date(2026, 11, 14),
        "let its SOC 2 report lapse; its compliance maturity fell from 66 to 58.",
        "Brightwater",
        "#b",
        why="#why",
    ),
)
DUE = (
    DatedItem(
        date(2026, 11, 27),
        "Keep Brightwater in tier 1 without SOC 2?",
        href="#decide",
        aside="3 days left",
        urgent=True,
    ),
    DatedItem(date(2026, 12, 2), "Publish Kestrel’s scorecard", href="#publish", aside="8 days left"),
)
HOSTILE = (
    DatedItem(date(2026, 1, 1), ATTACK_TEXT, ATTACK_TEXT, ATTACK_TEXT, aside=ATTACK_TEXT, why=ATTACK_TEXT),
)

EXAMPLES = (
    Example("what changed", "{% dated_list items %}", {"items": CHANGED}),
    Example("what is due", "{% dated_list items %}", {"items": DUE}),
)
ATTACK = attack("{{ text }}{% dated_list items %}", items=HOSTILE)
