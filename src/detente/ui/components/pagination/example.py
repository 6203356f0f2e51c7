"""Examples of paging."""

from detente.ui.example import Example, attack

PAGE = "{% pagination page=3 last_page=250 first_row=81 last_row=120 total=10000 url='/vendors?sort=name' %}"

EXAMPLES = (
    Example("in the middle of 10,000 rows", PAGE, wide=True),
    Example(
        "all rows on one page",
        "{% pagination page=1 last_page=1 first_row=1 last_row=40 total=40 url='/vendors' %}",
    ),
)
ATTACK = attack("{{ text }}{% pagination page=1 last_page=2 first_row=1 last_row=2 total=3 url=text %}")
