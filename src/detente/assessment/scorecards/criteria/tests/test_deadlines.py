"""What was owed by a day: a register that is older than the day cannot know that it was missed."""

from datetime import date

import pytest

from detente.assessment.scorecards.criteria.deadlines import Owed, by_period, in_time
from detente.assessment.scorecards.criteria.tests.worlds import AS_OF, at, fact
from detente.formats.found import Assurance
from detente.formats.records import AccessGranted

DUE = date(2026, 5, 10)
TODAY = AS_OF.date()


def register(*, known_at=AS_OF, level=Assurance.TOOL_MEASURED):
    record = AccessGranted("log server", date(2026, 5, 1), DUE, None)
    return fact(record, known_at=known_at, level=level)


class TestInTime:
    @pytest.mark.parametrize(
        ("done_on", "kept"),
        [(date(2026, 5, 9), True), (DUE, True), (date(2026, 5, 11), False), (None, False)],
    )
    def test_is_up_to_the_day_itself(self, done_on, kept):
        assert in_time(DUE, done_on, register(), TODAY) is kept

    def test_is_not_known_before_the_day_has_passed(self):
        assert in_time(DUE, None, register(), DUE) is None
        assert in_time(DUE, None, register(), date(2026, 5, 11)) is False

    def test_is_not_known_to_a_register_that_arrived_by_the_day(self):
        assert in_time(DUE, None, register(known_at=at("2026-05-10 18:00")), TODAY) is None
        assert in_time(DUE, None, register(known_at=at("2026-05-11")), TODAY) is False

    def test_knows_nothing_of_what_was_done_after_the_day_of_the_scorecard(self):
        assert in_time(DUE, date(2026, 5, 9), register(), date(2026, 5, 8)) is None
        assert in_time(DUE, date(2026, 6, 9), register(), date(2026, 5, 8)) is None
        assert in_time(DUE, date(2026, 6, 9), register(), date(2026, 5, 20)) is False

    def test_takes_a_day_that_a_register_names_in_advance_for_a_plan(self):
        early = register(known_at=at("2026-05-05"))

        assert in_time(DUE, date(2026, 5, 9), early, TODAY) is None
        assert in_time(DUE, date(2026, 6, 9), early, TODAY) is None
        assert in_time(DUE, date(2026, 6, 9), register(known_at=at("2026-05-12")), TODAY) is False


class TestByPeriod:
    def shown(self, *owed, until=AS_OF):
        return list(
            by_period(
                owed,
                AS_OF,
                unit="quarter",
                count=4,
                points=3,
                until=until,
                words=lambda some, of: f"{len(some)} of {of}",
            )
        )

    def test_has_all_that_was_owed_below_the_line(self):
        day = date(2026, 5, 1)

        (one,) = self.shown(
            Owed(register(), day, 1, 0), Owed(register(), day, 0.5, 0.5), Owed(register(), day, 0, 0)
        )

        assert (one.slot, one.points) == ("quarter from 2026-04", 3)
        assert (one.share_for, one.share_against) == (pytest.approx(0.5), pytest.approx(0.5 / 3))
        assert one.words == "3 of 3."

    def test_lets_no_checked_fact_stand_for_those_that_nobody_checked(self):
        day = date(2026, 5, 1)

        self_attested, joint = self.shown(
            Owed(register(level=Assurance.SELF_ATTESTED), day, 1, 0),
            Owed(register(level=Assurance.JOINTLY_MEASURED), day, 1, 0),
        )

        assert (self_attested.level, self_attested.share_for) == ("self", 1)
        assert (joint.level, joint.share_for) == ("joint", 0.5)

    def test_reaches_over_a_period_until_the_register_arrived(self):
        (one,) = self.shown(Owed(register(), date(2026, 4, 3), 1, 0), until=at("2026-05-01"))

        assert one.share_for == pytest.approx(30 / 91)
        assert one.words == "1 of 1; the file reaches over 33% of the period."

    def test_counts_the_bad_part_of_an_event_whole(self):
        (one,) = self.shown(Owed(register(), date(2026, 4, 3), 0, 1, event=True), until=at("2026-05-01"))

        assert one.share_against == 1

    def test_leaves_out_what_lies_outside_the_periods(self):
        assert (
            self.shown(Owed(register(), date(2024, 5, 1), 1, 0), Owed(register(), date(2026, 12, 1), 1, 0))
            == []
        )
