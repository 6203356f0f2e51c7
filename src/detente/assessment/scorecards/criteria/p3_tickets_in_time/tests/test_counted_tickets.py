"""Tickets in time, once the customer's own count is known: a log cannot gain by what it leaves out."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.tests.worlds import (
    AS_OF,
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    at,
    document,
    documents,
    filled,
    flat,
    in_slot,
    moments,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import Ticket, TicketCount

JANUARY, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)


def ticket(number, kept=True, priority=3, opened_at="2026-01-15"):  # noqa: FBT002
    return Ticket(str(number), at(opened_at), None, None, priority, kept)


def count(opened, priority=None, starts_on=JANUARY, ends_on=MARCH):
    return TicketCount(starts_on, ends_on, opened, priority)


def counts(*records, **more):
    return document(*records, number=90, **more)


def winter(*facts):
    return in_slot(shown("P3", flat(facts)), "2026-01")


LOG = document(ticket("a"), ticket("b"), ticket("c", kept=False))
"""Of one day: three tickets that weigh 2 each."""


class TestALogBesideACount:
    def test_of_as_many_tickets_shows_all_of_them(self):
        item = winter(LOG, counts(count(3, priority=3), *(count(0, priority=one) for one in (1, 2, 4))))

        assert (item.share_for, item.share_against) == (pytest.approx(2 / 3), pytest.approx(1 / 3))
        assert item.words == "2 of 3 tickets kept the time agreed; the customer counted no more."

    def test_leaves_unknown_what_it_lacks(self):
        every = [count(4, priority=3), count(1, priority=1), count(0, priority=2), count(0, priority=4)]

        item = winter(LOG, counts(*every))

        assert (item.share_for, item.share_against) == (pytest.approx(4 / 16), pytest.approx(2 / 16))
        assert item.words == "2 of 3 tickets kept the time agreed; the customer counted 2 more."

    def test_lacks_critical_tickets_where_no_priority_was_counted(self):
        item = winter(LOG, counts(count(5)))

        assert item.share_for == pytest.approx(4 / (6 + 2 * 8))

    def test_weighs_by_priority_what_was_counted_both_ways(self):
        item = winter(LOG, counts(count(6), count(5, priority=3)))

        assert item.share_for == pytest.approx(4 / (6 + 2 * 2 + 8))

    def test_that_has_more_tickets_than_were_counted_shows_its_own(self):
        item = winter(LOG, counts(count(1)))

        assert (item.share_for, item.share_against) == (pytest.approx(2 / 3), pytest.approx(1 / 3))

    def test_opens_to_the_count_too(self):
        assert (90, 0) in winter(LOG, counts(count(5))).places

    @pytest.mark.parametrize(
        "more",
        [{"level": Assurance.SELF_ATTESTED}, {"against_only": True}],
        ids=["self-attested", "against only"],
    )
    def test_is_not_measured_against_a_vendors_own_word(self, more):
        assert winter(LOG, counts(count(5), **more)) == winter(LOG)


class TestACount:
    def test_by_the_month_is_added_up(self):
        by_month = [
            count(4, starts_on=JANUARY, ends_on=FEBRUARY),
            count(1, starts_on=FEBRUARY, ends_on=MARCH),
        ]

        assert winter(LOG, counts(*by_month)).share_for == pytest.approx(4 / (6 + 2 * 8))

    def test_by_the_month_and_by_two_is_not_added_up(self):
        several = [count(5), count(4, ends_on=FEBRUARY), count(1, starts_on=FEBRUARY)]

        assert winter(LOG, counts(*several)).share_for == pytest.approx(4 / (6 + 2 * 8))

    def test_that_is_restated_holds_with_the_larger_number(self):
        both = [*counts(count(5)), *document(count(4), number=91)]

        assert winter(LOG, both) == winter(LOG, counts(count(5)), document(count(5), number=91))

    def test_of_a_part_never_shows_more_than_the_days_of_the_log(self):
        january = counts(count(3, ends_on=FEBRUARY))

        alone, beside = winter(LOG), winter(LOG, january)

        assert beside.share_for == alone.share_for == pytest.approx(2 / 3 / 59)
        assert beside.words.endswith("of which the customer counted a part, and there no more.")

    def test_of_some_priorities_is_a_count_of_a_part(self):
        assert "counted a part, and there 1 more" in winter(LOG, counts(count(1, priority=1))).words

    def test_that_arrived_before_its_period_was_over_is_a_count_of_a_part(self):
        early = counts(count(3), known_at=at("2026-02-01"))

        assert "counted a part" in winter(LOG, early).words

    def test_of_a_quarter_is_left_aside(self):
        assert winter(LOG, counts(count(50, ends_on=date(2026, 4, 1)))) == winter(LOG)

    def test_alone_shows_nothing(self):
        assert shown("P3", counts(count(5))) == []


class TestTwoHalvesOfALog:
    def test_show_each_its_share_and_neither_lowers_the_other(self):
        good = document(*(ticket(n) for n in range(5)), number=1)
        bad = document(*(ticket(n, kept=n > 7) for n in range(5, 10)), number=2)
        known = counts(count(10, priority=3), *(count(0, priority=one) for one in (1, 2, 4)))

        first, second = shown("P3", flat([good, bad, known]))
        points = filled("P3", flat([good, bad, known]))

        assert (first.share_for, first.share_against) == (0.5, 0.0)
        assert (second.share_for, second.share_against) == (pytest.approx(0.2), pytest.approx(0.3))
        assert points.total_good == filled("P3", flat([good, known])).total_good
        assert points.total_bad == filled("P3", flat([bad, known])).total_bad

    def test_would_each_pass_for_the_whole_without_a_count(self):
        assert winter(document(*(ticket(n) for n in range(5)))).share_for == pytest.approx(1 / 59)


def tickets():
    return st.builds(
        lambda number, opened, priority, kept: Ticket(str(number), opened, None, None, priority, kept),
        st.integers(1, 20),
        moments(),
        st.sampled_from([None, 1, 2, 3, 4]),
        st.sampled_from([None, True, False]),
    )


@st.composite
def some_counts(draw):
    month = draw(st.integers(0, 18))
    starts = date(2025 + month // 12, month % 12 + 1, 1)
    two = month % 2 == 0 and draw(st.booleans())
    ends = (starts + timedelta(days=62 if two else 31)).replace(day=1)
    return TicketCount(starts, ends, draw(st.integers(0, 30)), draw(st.sampled_from([None, 1, 2, 3, 4])))


@st.composite
def a_log_and_its_count(draw):
    """A log of two months, and a count of its tickets that leaves none out; by month or by both, any which way."""
    whole = draw(
        st.lists(
            st.tuples(
                st.integers(0, 58), st.sampled_from([None, 1, 2, 3, 4]), st.sampled_from([None, True, False])
            ),
            min_size=1,
            max_size=12,
        )
    )
    log = [
        Ticket(
            str(n),
            datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=day),
            None,
            None,
            priority,
            kept_sla=kept,
        )
        for n, (day, priority, kept) in enumerate(whole)
    ]
    periods = draw(st.sampled_from([[(JANUARY, MARCH)], [(JANUARY, FEBRUARY), (FEBRUARY, MARCH)]]))
    counted = []
    for starts, ends in periods:
        inside = [one for one in log if starts <= one.opened_at.date() < ends]
        more = draw(st.integers(0, 3))
        by_priority = Counter(one.priority or 4 for one in inside)
        if draw(st.booleans()):
            counted += [count(by_priority[one] + more, one, starts, ends) for one in (1, 2, 3, 4)]
        else:
            counted.append(count(len(inside) + more, None, starts, ends))
    return log, counts(*counted)


class TestLeavingTicketsOut:
    @given(a_log_and_its_count(), st.sets(st.integers(0, 11)))
    def test_never_raises_what_is_shown(self, both, left_out):
        log, known = both
        part = [one for n, one in enumerate(log) if n not in left_out]

        whole = filled("P3", flat([document(*log), known]))
        less = filled("P3", flat([document(*part) if part else [], known]))

        assert less.total_good <= whole.total_good + 1e-9
        assert less.total_bad <= whole.total_bad + 1e-9


class TestAnyLogBesideAnyCounts:
    @given(documents(tickets()), st.lists(some_counts(), max_size=6))
    def test_added_lowers_nothing_that_another_has_shown(self, several, known):
        *before, added = several

        assert_adding_never_lowers("P3", [*flat(before), *counts(*known)], added)

    @given(documents(tickets(), least=1), st.lists(some_counts(), max_size=6), LATER)
    def test_shows_no_more_as_time_goes_by(self, several, known, later):
        facts = [*flat(several), *counts(*known, known_at=AS_OF)]

        assert_time_never_raises("P3", facts, later=later)
