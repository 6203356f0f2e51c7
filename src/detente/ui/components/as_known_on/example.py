"""Examples of the days as of which the record is shown."""

from datetime import date

from detente.foundation.moments import DaysAsked
from detente.ui.example import Example, attack

DATES = {
    "today": date(2026, 11, 24),
    "now": DaysAsked(),
    "past": DaysAsked(as_of=date(2026, 10, 1)),
    "hindsight": DaysAsked(as_of=date(2026, 10, 1), known_on=date(2026, 11, 20)),
}

EXAMPLES = (
    Example("today", '{% as_known_on now today url="/vendors?sort=name" %}', DATES),
    Example("a past date", '{% as_known_on past today url="/vendors" id="past-days" %}', DATES),
    Example(
        "a past date with what was known later",
        '{% as_known_on hindsight today url="/vendors" id="two-days" %}',
        DATES,
    ),
    Example(
        "the banner of a past date",
        '{% past_banner past today url="#today" later_facts=31 %}',
        DATES,
        wide=True,
    ),
    Example(
        "the banner of a past date seen with hindsight",
        '{% past_banner hindsight today url="#today" %}',
        DATES,
        wide=True,
    ),
)
ATTACK = attack("{% as_known_on past today url=text id=text %}{% past_banner past today url=text %}", **DATES)
