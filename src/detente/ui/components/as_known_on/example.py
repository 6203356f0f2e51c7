"""Examples of the date as of which the record is shown."""

from datetime import date

from detente.ui.example import Example, attack

DATES = {"today": date(2026, 11, 24), "past": date(2026, 10, 1)}

EXAMPLES = (
    Example(
        "today", '{% as_known_on today today url="/vendors?sort=name" parameter="example_today" %}', DATES
    ),
    Example("a past date", '{% as_known_on past today url="/vendors" parameter="example_past" %}', DATES),
    Example(
        "the banner of a past date",
        '{% past_banner past today_url="#today" later_facts=31 %}',
        DATES,
        wide=True,
    ),
)
ATTACK = attack(
    "{% as_known_on past today url=text parameter=text %}{% past_banner past today_url=text %}", **DATES
)
