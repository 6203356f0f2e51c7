# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of a chart with its table."""

import json
from pathlib import Path

from detente.ui.example import ATTACK_TEXT, Example, attack

SPEC = json.loads((Path(__file__).parent / "example_spec.json").read_text())
COLUMNS = ("From", "Demonstrated", "Possible", "Agreed floor")
ROWS = tuple(
    (fact["when"], fact["low_words"], fact["high_words"], fact["floor_words"])
    for fact in SPEC["data"]["values"][:-1]
)
SOURCE = '{% chart spec id="example-chart" title="Performance of Kestrel" columns=columns rows=rows title_hidden=True %}'

EXAMPLES = (Example("the history of a dimension", SOURCE, {"spec": SPEC, "columns": COLUMNS, "rows": ROWS}),)
ATTACK = attack(
    "{% chart spec id=text title=text columns=columns rows=rows %}",
    spec={"description": ATTACK_TEXT},
    columns=(ATTACK_TEXT,),
    rows=((ATTACK_TEXT,),),
)
