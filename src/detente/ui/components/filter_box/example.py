# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of the filter bar."""

from detente.ui.example import Example, attack

SOURCE = """{% filter_bar "Filters" %}{% filter_box "Find a vendor or service" url="/vendors?sort=name" list_id="vendors-example" %}
{% filter_chip "All" "#all" count=40 on=True %}{% filter_chip "In dispute" "#disputed" count=3 %}
{% legend "demonstrated possible floor" %}{% endfilter_bar %}"""

EXAMPLES = (
    Example("a bar above a list", SOURCE, wide=True),
    Example("with something typed", '{% filter_box "Find a vendor" url="/vendors" value="Kest" %}'),
)
ATTACK = attack(
    "{% filter_bar text %}{% filter_box text url=text value=text name=text list_id=text %}{% endfilter_bar %}"
)
