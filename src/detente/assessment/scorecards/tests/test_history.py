"""A vendor's scorecard over time: each point is what was shown on its day."""

from datetime import UTC, datetime, timedelta

import pytest

from detente.assessment.scorecards.methods.reading import shipped_text
from detente.assessment.scorecards.selectors.history import TooLong, history
from detente.assessment.scorecards.selectors.scorecard import show
from detente.assessment.scorecards.services.adopt_method import adopt_method
from detente.assessment.scorecards.tests.held import (
    compliance,
    day,
    hold,
    moment,
    performance,
    reads,
    relate,
    retract,
    trust,
)
from detente.foundation.moments import NotOnRecord
from detente.foundation.tests.people import NOON, SUPPLIER

VENDOR = str(SUPPLIER)


@pytest.fixture
def a_past(the_ciso):
    """Evidence that came month by month; some of it was retracted, and the method changed once."""
    relate()
    hold(*performance(0.9), document=1, known_at=moment(300))
    hold(*compliance(0.6), document=2, known_at=moment(200))
    wrong = hold(*compliance(0.1), document=3, known_at=moment(120))
    retract(wrong, moment(70))
    hold(*trust(0.7), document=4, known_at=moment(20))
    text = shipped_text("default-1.0").replace("name: default", "name: ours")
    text = text.replace("weight_percent: 25", "weight_percent: 30", 1).replace(
        "weight_percent: 10", "weight_percent: 5", 1
    )
    adopt_method(actor=the_ciso, at=moment(100), text=text)


class TestHistory:
    def test_shows_on_each_day_what_was_shown_then(self, a_past, the_analyst):
        found = history(actor=the_analyst, at=NOON, vendor=VENDOR, months=12)

        days = [point.on for point in found[0].points]
        assert len(days) == 13
        for place, on in enumerate(days):
            card = show(actor=the_analyst, at=NOON, vendor=VENDOR, as_of=on)
            shown = [(one.ends, one.points) for one in card.dimensions]
            assert [(one.points[place].ends, one.points[place].points) for one in found] == shown

    @pytest.mark.parametrize("known_on", [day(110), day(90), day(30), day(0)])
    def test_of_what_was_known_on_one_day_is_what_was_shown_of_each_day_then(
        self, a_past, the_analyst, known_on
    ):
        found = history(actor=the_analyst, at=NOON, vendor=VENDOR, months=12, known_on=known_on)

        for place, on in enumerate(point.on for point in found[0].points):
            card = show(actor=the_analyst, at=NOON, vendor=VENDOR, as_of=on, known_on=known_on)
            shown = [(one.ends, one.points) for one in card.dimensions]
            assert [(one.points[place].ends, one.points[place].points) for one in found] == shown

    def test_of_what_is_known_today_differs_from_what_was_known_then(self, a_past, the_analyst):
        then = history(actor=the_analyst, at=NOON, vendor=VENDOR, months=4)
        today = history(actor=the_analyst, at=NOON, vendor=VENDOR, months=4, known_on=day(0))

        assert then != today
        assert [one.points[-1] for one in then] == [one.points[-1] for one in today]

    def test_is_not_known_on_a_day_to_come(self, a_past, the_analyst):
        with pytest.raises(NotOnRecord):
            history(actor=the_analyst, at=NOON, vendor=VENDOR, known_on=day(-1))

    def test_ends_the_months_and_today(self, a_past, the_analyst):
        (first, *_) = history(actor=the_analyst, at=NOON, vendor=VENDOR, months=3)

        assert [f"{point.on:%m-%d}" for point in first.points] == ["08-31", "09-30", "10-31", "11-24"]

    def test_may_end_on_a_past_day(self, a_past, the_analyst):
        (first, *_) = history(actor=the_analyst, at=NOON, vendor=VENDOR, months=2, until=day(100))

        assert first.points[-1].on == day(100)

    def test_is_one_read_however_long(self, a_past, the_analyst):
        def queries(months):
            with reads() as asked:
                history(actor=the_analyst, at=NOON, vendor=VENDOR, months=months)
            return len(asked)

        assert queries(60) == queries(1) <= 12

    @pytest.mark.parametrize("months", [0, 61, -1])
    def test_of_too_many_months_is_refused(self, a_past, the_analyst, months):
        with pytest.raises(TooLong, match=f"{months} months cannot be shown: give 1 to 60"):
            history(actor=the_analyst, at=NOON, vendor=VENDOR, months=months)

    def test_at_the_beginning_of_a_month_has_that_day_once(self, a_past, the_analyst):
        first_of_may = datetime(2026, 5, 1, tzinfo=UTC)

        (first, *_) = history(
            actor=the_analyst, at=first_of_may + timedelta(hours=1), vendor=VENDOR, months=1
        )

        assert [f"{point.on}" for point in first.points] == ["2026-04-30", "2026-05-01"]
