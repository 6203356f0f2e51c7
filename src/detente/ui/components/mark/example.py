# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of marks and tags."""

from detente.ui.example import Example, attack

EXAMPLES = (
    Example("disputed", '{% mark "disputed" "1 in dispute" %}'),
    Example("lapsing", '{% mark "lapsing" "SOC 2, 9 days" %}'),
    Example("lapsed", '{% mark "lapsed" "SOC 2 lapsed 14 Nov" %}'),
    Example("gaps asked", '{% mark "gaps" "3 gaps asked" %}'),
    Example("private", '{% mark "private" "Only Halden Bank sees this" %}'),
    Example("sources disagree", '{% mark "conflict" %}'),
    Example("with the way to why", '{% mark "below" "Trust below floor" why="#why" about="Corvane" %}'),
    Example(
        "tags",
        '{% tag "draft" %} {% tag "disputed" %} {% tag "failed" %} {% tag "passed" %} {% tag "lapsing" "Lapses 12 Dec" %}',
    ),
)
ATTACK = attack('{% mark "disputed" text why=text about=text %}{% tag "draft" text %}')
