"""Tickets in time: which of the tickets opened in two months kept the time agreed, weighed by priority."""

import csv
from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.tests.worlds import (
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    at,
    document,
    documents,
    fact,
    flat,
    from_file,
    in_slot,
    moments,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import Ticket


def ticket(number, opened_at, kept, priority=3):
    return Ticket(number, at(opened_at), None, None, priority, kept)


FIRST, LAST = ticket("first", "2026-01-01", None), ticket("last", "2026-03-01", None)
"""They make a log that spans January and February, and weigh nothing there or 2."""


def winter(*tickets):
    return in_slot(shown("P3", document(*tickets, LAST)), "2026-01")


class TestTicketsInTime:
    def test_weighs_a_ticket_by_its_priority(self):
        critical = ticket("a", "2026-01-01", kept=False, priority=1)
        low = ticket("b", "2026-02-20", kept=True, priority=4)

        item = winter(critical, low)

        assert (item.share_for, item.share_against) == (pytest.approx(1 / 9), pytest.approx(8 / 9))
        assert item.words == (
            "1 of 2 tickets kept the time agreed; the log reaches over 100% of the two months, and how many the "
            "customer counted is not known."
        )

    def test_leaves_open_what_is_not_said(self):
        item = winter(FIRST, ticket("b", "2026-02-20", kept=True))

        assert (item.share_for, item.share_against) == (0.5, 0.0)
        assert "of 1 it is not said" in item.words

    def test_lets_a_ticket_without_a_priority_weigh_as_a_low_one(self):
        item = winter(
            ticket("a", "2026-01-01", kept=True, priority=None), ticket("b", "2026-01-02", kept=False)
        )

        assert item.share_for == pytest.approx(1 / 3)

    def test_counts_only_the_days_that_the_log_spans(self):
        item = in_slot(shown("P3", document(ticket("a", "2026-01-31", kept=True))), "2026-01")

        assert item.share_for == pytest.approx(1 / 59)

    def test_takes_the_months_in_which_a_ticket_was_opened(self):
        spring = in_slot(shown("P3", document(FIRST, ticket("b", "2026-03-31", kept=True))), "2026-03")

        assert (spring.share_for, spring.points) == (pytest.approx(31 / 61), 2.0)

    def test_does_not_let_a_few_checked_tickets_stand_for_all(self):
        few = fact(ticket("a", "2026-01-01", kept=True), level=Assurance.JOINTLY_MEASURED)

        items = shown("P3", document(few, ticket("b", "2026-01-02", kept=True), LAST))

        winter = [(one.level, one.share_for) for one in items if one.slot.endswith("2026-01")]
        assert winter == [("tool", 1.0), ("joint", 0.5)]


class TestTicketsOfARealLog:
    def test_are_what_the_rows_say(self, shared_data):
        path = shared_data / "performance/uci_incident_event_log_a.csv"
        weight, kept = weighed(path)

        items = shown("P3", from_file(path, "ticket-log"), as_of=at("2016-07-01"))

        assert {item.slot[-7:] for item in items} == set(weight)
        for item in items:
            months = item.slot[-7:]
            told = item.share_for + item.share_against
            assert item.share_for / told == pytest.approx(kept[months] / weight[months])
        assert in_slot(items, "2016-01").share_for == pytest.approx(
            kept["2016-01"] / weight["2016-01"] * 22.725 / 60 / 24, rel=1e-3
        )


def weighed(path):
    """Return the weights of all tickets and of those in time, by two months, straight from the rows."""
    tickets = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            first = tickets.get(row["number"], row)
            tickets[row["number"]] = {**row, "priority": first["priority"]}
    weight, kept = defaultdict(int), defaultdict(int)
    for row in tickets.values():
        opened = datetime.strptime(row["opened_at"], "%d-%m-%Y %H:%M").replace(tzinfo=UTC)
        months = f"{opened.year}-{opened.month - (opened.month - 1) % 2:02}"
        worth = {"1": 8, "2": 4, "3": 2, "4": 1}[row["priority"][0]]
        weight[months] += worth
        kept[months] += worth * (row["made_sla"] == "TRUE")
    return weight, kept


def tickets():
    return st.builds(
        lambda number, opened, priority, kept: Ticket(str(number), opened, None, None, priority, kept),
        st.integers(1, 20),
        moments(),
        st.sampled_from([None, 1, 2, 3, 4]),
        st.sampled_from([None, True, False]),
    )


class TestAnyLog:
    @given(documents(tickets()))
    def test_added_lowers_nothing_that_another_has_shown(self, several):
        *before, added = several

        assert_adding_never_lowers("P3", flat(before), added)

    @given(documents(tickets(), least=1), LATER)
    def test_shows_no_more_as_time_goes_by(self, several, later: timedelta):
        assert_time_never_raises("P3", flat(several), later=later)
