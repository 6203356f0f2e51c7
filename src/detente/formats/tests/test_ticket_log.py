"""Ticket event logs: one ticket a number, as its last event leaves it, with its first priority."""

import csv
import datetime as dt

import pytest

from detente.formats.records import Ticket
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, source_of
from detente.formats.ticket_log import FORMAT

HEADER = (
    "number,incident_state,opened_at,sys_updated_at,priority,made_sla,reopen_count,resolved_at,closed_at\n"
)


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def year_first(text):
    return text[6:10] + text[3:5] + text[:2] + text[10:]


def tickets(tmp_path, rows, header=HEADER):
    return read(FORMAT, source_of(tmp_path, header + rows))


class TestTheSample:
    @pytest.fixture
    def found(self, shared_data):
        return read(FORMAT, Source(shared_data / "performance/uci_incident_event_log_a.csv", "log.csv"))

    def test_holds_660_tickets_in_4499_events(self, shared_data, found):
        source = Source(shared_data / "performance/uci_incident_event_log_a.csv", "log.csv")

        assert recognised_as(source) == ["ticket-log"]
        assert (len(found.found), found.rejected) == (660, [])
        assert found.dates == (at("2016-02-29T01:16"), at("2016-03-02T10:39"))

    def test_keeps_the_service_level_of_the_last_event(self, found):
        kept = [one.kept_sla for one in found.records]

        assert (kept.count(True), kept.count(False)) == (406, 254)

    def test_counts_the_priority_of_the_first_event(self, found):
        first = [one.priority for one in found.records]

        assert [first.count(level) for level in (1, 2, 3, 4)] == [14, 18, 566, 62]

    def test_knows_what_is_not_resolved(self, found):
        assert sum(one.resolved_at is None for one in found.records) == 20
        assert found.by_key("INC0000093").record.resolved_at is None

    def test_has_the_first_ticket_as_it_stands_in_the_file(self, found):
        assert found.found[0].record == Ticket(
            number="INC0000045",
            opened_at=at("2016-02-29T01:16"),
            resolved_at=at("2016-02-29T11:29"),
            closed_at=at("2016-03-05T12:00"),
            priority=3,
            kept_sla=True,
            reopened=0,
            state="Closed",
        )
        assert found.found[0].locator == "lines 2 to 5"
        assert found.found[0].vendor is None

    def test_does_not_count_a_later_change_of_priority(self, found):
        one = found.by_key("INC0000161")

        assert (one.record.priority, one.record.kept_sla, one.locator) == (3, False, "lines 427 to 437")

    def test_agrees_with_a_plain_reading_of_all_rows(self, shared_data, found):
        with (shared_data / "performance/uci_incident_event_log_a.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        for number in {row["number"] for row in rows}:
            events = [row for row in rows if row["number"] == number]
            order = sorted(events, key=lambda row: year_first(row["sys_updated_at"]))
            record = found.by_key(number).record
            assert record.priority == int(order[0]["priority"][0])
            assert record.reopened == int(order[-1]["reopen_count"])
            assert record.kept_sla == (order[-1]["made_sla"] == "TRUE")


class TestTicket:
    def test_may_have_its_rows_apart_and_out_of_order(self, tmp_path):
        found = tickets(
            tmp_path,
            "B,Closed,01-03-2016 10:00,03-03-2016 10:00,4 - Low,FALSE,1,?,03-03-2016 10:00\n"
            "A,New,02-03-2016 10:00,02-03-2016 10:00,?,?,?,?,?\n"
            "B,New,01-03-2016 10:00,01-03-2016 10:00,1 - Critical,TRUE,0,?,?\n",
        )

        assert found.records == [
            Ticket(
                "B",
                at("2016-03-01T10:00"),
                None,
                at("2016-03-03T10:00"),
                1,
                kept_sla=False,
                reopened=1,
                state="Closed",
            ),
            Ticket("A", at("2016-03-02T10:00"), None, None, None, None, state="New"),
        ]
        assert [one.locator for one in found.found] == ["lines 2 to 4", "line 3"]

    def test_is_as_its_last_row_says_where_events_have_no_time(self, tmp_path):
        found = tickets(
            tmp_path,
            "A,2016-03-01 10:00:00,P2,true,New\nA,2016-03-01 10:00:00,P4,false,Closed\n",
            "Number,Opened,Priority,Made SLA,State\n",
        )

        assert found.records == [
            Ticket("A", at("2016-03-01T10:00"), None, None, 2, kept_sla=False, state="Closed")
        ]

    @pytest.mark.parametrize(
        ("row", "word"),
        [
            ("?,New,01-03-2016 10:00,01-03-2016 10:00,1,TRUE,0,?,?", "number is missing"),
            ("A,New,?,01-03-2016 10:00,1,TRUE,0,?,?", "when it was opened"),
            ("A,New,31-02-2016 10:00,01-03-2016 10:00,1,TRUE,0,?,?", "days come first"),
            ("A,New,01-03-2016 10:00,01-03-2016 10:00,urgent,TRUE,0,?,?", "priority is 'urgent'"),
            ("A,New,01-03-2016 10:00,01-03-2016 10:00,1,maybe,0,?,?", "made_sla is 'maybe'"),
            ("A,New,01-03-2016 10:00,01-03-2016 10:00,1,TRUE,-1,?,?", "reopen_count"),
            ("A,New,01-03-2016 10:00,01-03-2016 10:00,1,TRUE,0,01-02-2016 10:00,?", "resolved"),
            ("A,New,01-03-2016 10:00,tomorrow,1,TRUE,0,?,?", "no moment"),
            ("A,New", "2 cells"),
        ],
    )
    def test_is_rejected_with_line_and_value(self, tmp_path, row, word):
        good = "Z,New,01-03-2016 10:00,01-03-2016 10:00,5 - Planning,TRUE,0,?,?\n"

        found = tickets(tmp_path, row + "\n" + good)

        assert [one.key for one in found.found] == ["Z"]
        assert [one.locator for one in found.rejected] == ["line 2"]
        assert word in found.rejected[0].reason
        assert found.rejected[0].excerpt == row

    def test_is_left_out_whole_where_one_of_its_events_cannot_be_read(self, tmp_path):
        good = "A,New,01-03-2016 10:00,01-03-2016 10:00,1,TRUE,0,?,?\n"

        found = tickets(tmp_path, good + good.replace("TRUE", "perhaps"))

        assert found.found == []
        assert [one.locator for one in found.rejected] == ["line 3", "line 2"]
        assert "Another row of ticket A cannot be used" in found.rejected[1].reason
