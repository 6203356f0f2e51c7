"""Examples of a range in a cell."""

from detente.ui.components.interval.interval import PointsIn
from detente.ui.example import Example, attack

TREND = (37, 35, 33, 32, 31, 39, 36, 58, 56, 55, 53, 54, 61)
VALUES = {"trend": TREND, "points_in": PointsIn(given=14.5, planned=240)}

EXAMPLES = (
    Example(
        "with the way it went",
        '{% interval 61 91 about="Performance of Kestrel" why="#why" floor=55 trend=trend %}',
        VALUES,
    ),
    Example(
        "with a place kept for the way it went, and what fills it",
        '{% interval 61 91 about="Performance of Kestrel" why="#why" trend_id="example-trend" %}'
        '{% trend trend id="another-trend" %}',
        VALUES,
    ),
    Example(
        "below the agreed floor",
        '{% interval 43 95 about="Compliance maturity of Kestrel" why="#why" floor=50 %}',
    ),
    Example("narrow", '{% interval 88 92 about="Trust of Calder" why="#why" %}'),
    Example("nothing shown yet", '{% interval 0 98 about="Trust of Foxton" why="#why" %}'),
    Example("no evidence yet", '{% interval None None about="Trust of Holmfirth" why="#why" %}'),
    Example(
        "too early", '{% interval None None about="Trust of Foxton" why="#why" too_early=points_in %}', VALUES
    ),
    Example("sources disagree", '{% interval 86 14 about="Certificates of Brackley" why="#why" floor=50 %}'),
)
ATTACK = attack(
    "{% interval 1 2 about=text why=text floor=5 trend_id=text %}{% trend trend id=text %}"
    "{% interval None None about=text why=text %}",
    trend=TREND,
)
