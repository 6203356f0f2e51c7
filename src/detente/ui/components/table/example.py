# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of the table."""

from detente.ui.components.table.table import Column, sortable
from detente.ui.example import ATTACK_TEXT, Example, attack

URL = "/vendors?q=a"
COLUMNS = (
    sortable("Vendor", "name", url=URL, sort="name"),
    sortable("Performance", "performance", url=URL, sort="name", width="range"),
    Column("Marks"),
    sortable("Forum", "forum", url=URL, sort="name", align="end", width="fit"),
)
SOURCE = """{% table "Vendors by tier" columns id="vendors-example" %}
{% table_group "Tier 1" columns "critical functions depend on it, 2 vendors" %}
{% table_row %}{% table_cell heading=True %}<a href="#kestrel">Kestrel</a><span class="dt-row-note">Managed detection</span>{% endtable_cell %}
{% table_cell "Performance" %}{% interval 61 91 about="Performance of Kestrel" why="#why" floor=55 trend=trend %}{% endtable_cell %}
{% table_cell %}{% mark "disputed" "1 disputed" %}{% mark "lapsing" "ISO 27001, 18 days" %}{% endtable_cell %}
{% table_cell "Forum" align="end" wrap=False %}2 Dec{% endtable_cell %}{% endtable_row %}
{% table_row %}{% table_cell heading=True %}<a href="#aldgate">Aldgate</a><span class="dt-row-note">Identity</span>{% endtable_cell %}
{% table_cell "Performance" %}{% interval 52 83 about="Performance of Aldgate" why="#why" floor=55 trend=trend %}{% endtable_cell %}
{% table_cell %}{% mark "lapsed" "SOC 2 lapsed 14 Nov" %}{% endtable_cell %}
{% table_cell "Forum" align="end" wrap=False %}3 Dec{% endtable_cell %}{% endtable_row %}
{% endtable %}"""

EXAMPLES = (
    Example(
        "groups, ranges, marks", SOURCE, {"columns": COLUMNS, "trend": (40, 42, 41, 47, 52, 61)}, wide=True
    ),
)
ATTACK = attack(
    "{% table text columns id=text later=later %}{% table_group text columns text %}{% table_row %}"
    "{% table_cell text %}{{ text }}{% endtable_cell %}{% endtable_row %}{% endtable %}",
    columns=(Column("A"),),
    later=(ATTACK_TEXT,),
)
