# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of facts behind a figure."""

from datetime import date

from detente.ui.example import Example, attack

HASH = "683119b1743aa3d8728c0c08d9e76bb2f8b3a12eb9b3f435c04719d0c299258b"
VALUES = {"on": date(2026, 6, 30), "hash": HASH}
SOURCE = """{% evidence_items "Evidence for time to contain" %}
{% evidence_item "36 of 40 staged intrusions were contained within 60 minutes." on=on assurance="Jointly measured" file="pilot-07-results.csv" locator="lines 2 to 41" sha256=hash href="#line-2" %}
{% evidence_item "We contain every intrusion within the hour." on=on assurance="Self-attested" file="kestrel-answers-2026.xlsx" locator="sheet Response, row 214" sha256=hash retracted="the import was a test" %}
{% endevidence_items %}"""

EXAMPLES = (Example("counting, and retracted", SOURCE, VALUES),)
ATTACK = attack(
    "{% evidence_items text %}{% evidence_item text on=on assurance=text file=text locator=text sha256=text href=text retracted=text %}"
    "{% endevidence_items %}",
    **VALUES,
)
