# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of sections and side notes."""

from detente.ui.example import Example, attack

EXAMPLES = (
    Example(
        "with a summary",
        '{% section "Must-haves" summary="6 of 7 passed. They are never averaged." %}<p>…</p>{% endsection %}',
    ),
    Example(
        "a remark in a rail",
        "{% side_note %}<p><b>None of these can lower a demonstrated figure.</b> An empty slot leaves it wide.</p>{% endside_note %}",
    ),
)
ATTACK = attack(
    "{% section text summary=text aside=text id=text %}{{ text }}{% endsection %}{% side_note %}{{ text }}{% endside_note %}"
)
