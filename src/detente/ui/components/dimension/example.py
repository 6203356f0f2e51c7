# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of the head of a dimension."""

from detente.ui.components.interval.interval import PointsIn
from detente.ui.example import Example, attack

SOURCE = """{% panels "three" %}
{% dimension "Performance" 61 91 id="example-performance" why="#why" about="Performance of Kestrel" floor=55 change=7 since="1 Nov" since_why="#since" %}{% enddimension %}
{% dimension "Compliance maturity" 43 95 id="example-compliance" why="#why" about="Compliance maturity of Kestrel" floor=50 change=-2 since="1 Nov" %}{% enddimension %}
{% dimension "Trust" None None id="example-trust" why="#why" about="Trust of Kestrel" too_early=points_in %}{% enddimension %}{% endpanels %}"""
DISAGREE = """{% panels "two" %}{% dimension "Trust" 86 14 id="example-disagree" why="#why" about="Trust of Brackley" %}{% enddimension %}
{% dimension "Performance" None None id="example-none" why="#why" about="Performance of Foxton" %}{% enddimension %}{% endpanels %}"""

EXAMPLES = (
    Example(
        "above and below the floor, too early",
        SOURCE,
        {"points_in": PointsIn(given=14.5, planned=84)},
        wide=True,
    ),
    Example("sources disagree, no evidence", DISAGREE, wide=True),
)
ATTACK = attack(
    "{% dimension text 1 2 id=text why=text about=text change=1 since=text since_why=text %}{{ text }}{% enddimension %}"
)
