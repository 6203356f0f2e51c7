"""Documents, their lines, and who sees them."""

from datetime import timedelta

import pytest

from detente.evidence.imports.tests.bringing import EVENTS, LATER, bring, keys, known, started, written
from detente.evidence.ledger.contracts import (
    AlreadyRetracted,
    NoReasonGiven,
    NoSuchDocument,
    NoSuchEvidence,
)
from detente.evidence.ledger.models import Document
from detente.evidence.ledger.selectors import (
    facts_over_time,
    facts_over_time_by_vendor,
    lines_at,
    list_documents,
    list_evidence,
    show_document,
    show_evidence,
)
from detente.evidence.ledger.services.retract_document import retract_document
from detente.evidence.relationships.contracts import NoSuchVendor
from detente.evidence.relationships.selectors import list_evidence_about
from detente.foundation.file_store import kept_file
from detente.foundation.page import NoSuchPosition
from detente.foundation.tenancy import Visibility, acting_for
from detente.foundation.tests.people import NOON, RIVAL, SUPPLIER

VENDOR = "Northwind Cloud"
TABLE = (
    "kind,vendor,number,opened_at,priority\n"
    "ticket,Northwind Cloud,1,2026-10-01T00:00:00Z,1\n"
    "ticket,Tern Analytics,2,2026-10-02T00:00:00Z,1\n"
    "ticket,Nobody,3,2026-10-03T00:00:00Z,1\n"
    "ticket,Northwind Cloud,4,2026-10-04T00:00:00Z,1\n"
)
MAPPING = "kind: ticket\nname: own\nvendor: V\nfields:\n  number: N\n  opened_at: O\n"


@pytest.fixture
def the_bank(both_sides):
    return both_sides["the_analyst"]


@pytest.fixture
def the_supplier(both_sides):
    return both_sides["the_vendor"]


def everything(actor, document):
    """Return what a document says, a page of two at a time."""
    lines, after = [], None
    while True:
        page = list_evidence(actor=actor, document=document, after=after, limit=2)
        lines += page.items
        if page.next is None:
            return lines
        after = page.next


class TestADocumentAboutOneVendor:
    def test_is_seen_by_both_sides_down_to_the_line(self, the_bank, the_supplier, tmp_path):
        number = bring(the_bank, written(tmp_path, EVENTS), vendor=VENDOR).files[0].document

        for actor in (the_bank, the_supplier):
            assert show_document(actor=actor, document=number).name == "file.csv"
            line = show_evidence(actor=actor, document=number, position=0)
            assert line.excerpt == "2026-10-01T00:00:00Z,gate,down\n2026-10-01T01:00:00Z,gate,up"
            assert (line.locator, line.known_at) == ("lines 2 to 3", NOON)
            assert number in [one.id for one in list_documents(actor=actor).items]

    @pytest.mark.parametrize("private", [True, False])
    def test_is_kept_from_everybody_else(self, the_bank, both_sides, tmp_path, private):
        report = bring(the_bank, written(tmp_path, EVENTS), vendor=VENDOR, private=private)
        number = report.files[0].document
        outsiders = ["the_stranger", "the_rival", *(["the_vendor", "the_contributor"] if private else [])]

        for actor in (both_sides[one] for one in outsiders):
            with pytest.raises(NoSuchDocument):
                show_document(actor=actor, document=number)
            with pytest.raises(NoSuchDocument):
                list_evidence(actor=actor, document=number)
            with pytest.raises(NoSuchEvidence):
                show_evidence(actor=actor, document=number, position=0)
            assert number not in [one.id for one in list_documents(actor=actor).items]

    def test_that_is_private_is_in_no_scorecard(self, the_bank, tmp_path):
        before = keys(the_bank, vendors=[SUPPLIER])

        bring(the_bank, written(tmp_path, EVENTS), vendor=VENDOR, private=True)

        assert keys(the_bank, vendors=[SUPPLIER]) == before

    def test_of_a_customers_own_table_keeps_its_other_columns_from_the_vendor(
        self, the_bank, the_supplier, tmp_path
    ):
        table = "V,N,O,What we think\nNorthwind Cloud,7,2026-10-01T00:00:00Z,hopeless\n"
        number = bring(the_bank, written(tmp_path, table), mapping=MAPPING).files[0].document

        assert "hopeless" in show_evidence(actor=the_bank, document=number, position=0).excerpt
        theirs = show_evidence(actor=the_supplier, document=number, position=0)
        assert theirs.excerpt is None
        assert theirs.facts["number"] == "7"

    def test_still_says_the_fact_when_its_file_is_gone(self, the_bank, tmp_path):
        table = TABLE.splitlines(keepends=True)
        report = bring(the_bank, written(tmp_path, "".join(table[:2]) + table[4]))
        line = show_evidence(actor=the_bank, document=report.files[0].document, position=1)
        assert line.excerpt.startswith("ticket,Northwind Cloud,4")

        kept_file(line.sha256).write_text("changed")

        again = show_evidence(actor=the_bank, document=report.files[0].document, position=1)
        assert again.excerpt is None
        assert again.facts == line.facts


class TestADocumentAboutSeveral:
    def test_is_seen_whole_by_the_customer_alone(self, the_bank, the_supplier, tmp_path):
        number = bring(the_bank, written(tmp_path, TABLE)).files[0].document

        assert [one.key for one in everything(the_bank, number)] == ["1", "2", "3", "4"]
        assert show_document(actor=the_bank, document=number).facts == 4
        with pytest.raises(NoSuchDocument):
            show_document(actor=the_supplier, document=number)
        with pytest.raises(NoSuchDocument):
            list_evidence(actor=the_supplier, document=number)

    def test_shows_each_vendor_its_part(self, the_bank, the_supplier, tmp_path):
        bring(the_bank, written(tmp_path, TABLE, "desk.csv"))

        [part] = [one for one in list_documents(actor=the_supplier).items if one.name == "desk.csv"]
        lines = everything(the_supplier, part.id)

        assert part.facts == 2
        assert [(one.key, one.locator, one.excerpt) for one in lines] == [
            ("1", "line 2", None),
            ("4", "line 5", None),
        ]
        assert {one.known_at for one in lines} == {NOON}
        assert show_evidence(actor=the_supplier, document=part.id, position=3).excerpt is None
        with pytest.raises(NoSuchEvidence):
            show_evidence(actor=the_supplier, document=part.id, position=1)

    def test_is_one_document_in_the_customers_list(self, the_bank, tmp_path):
        bring(the_bank, written(tmp_path, TABLE, "desk.csv"))

        names = [one.name for one in list_documents(actor=the_bank).items]
        assert names.count("desk.csv") == 1

    def test_is_retracted_with_its_parts(self, the_bank, the_supplier, tmp_path):
        number = bring(the_bank, written(tmp_path, TABLE, "desk.csv")).files[0].document
        [part] = [one for one in list_documents(actor=the_supplier).items if one.name == "desk.csv"]

        with pytest.raises(NoSuchDocument):
            retract_document(actor=the_bank, at=LATER, document=part.id, reason="no")
        retract_document(actor=the_bank, at=LATER, document=number, reason="the wrong month")

        assert show_document(actor=the_supplier, document=part.id).retracted_because == "the wrong month"
        assert {one.retracted_at for one in everything(the_bank, number)} == {LATER}


class TestRetraction:
    def test_takes_effect_from_now_on_and_keeps_the_history(self, the_bank, tmp_path):
        before = keys(the_bank, vendors=[SUPPLIER])
        number = bring(the_bank, written(tmp_path, EVENTS), vendor=VENDOR).files[0].document

        done = retract_document(actor=the_bank, at=LATER, document=number, reason=" a broken probe ")

        assert (done.retracted_at, done.retracted_because) == (LATER, "a broken probe")
        just_before = LATER - timedelta(microseconds=1)
        assert len(keys(the_bank, known_on=just_before, vendors=[SUPPLIER])) == len(before) + 2
        assert keys(the_bank, known_on=LATER, vendors=[SUPPLIER]) == before
        assert len(everything(the_bank, number)) == 2

    def test_lets_the_same_file_come_in_again(self, the_bank, tmp_path):
        path = written(tmp_path, EVENTS)
        number = bring(the_bank, path, vendor=VENDOR).files[0].document
        retract_document(actor=the_bank, at=LATER, document=number, reason="by mistake")

        assert bring(the_bank, path, vendor=VENDOR, at=LATER).files[0].outcome == "added"

    def test_is_not_before_what_is_known_when_the_clock_is_set_back(self, the_bank, tmp_path):
        number = bring(the_bank, written(tmp_path, EVENTS), vendor=VENDOR, at=LATER).files[0].document

        assert retract_document(actor=the_bank, at=NOON, document=number, reason="x").retracted_at == LATER

    def test_needs_a_reason_a_document_and_that_it_still_stands(self, the_bank, both_sides, tmp_path):
        number = bring(the_bank, written(tmp_path, EVENTS), vendor=VENDOR).files[0].document

        for reason in ("", "  ", "x" * 501):
            with pytest.raises(NoReasonGiven, match="1 to 500"):
                retract_document(actor=the_bank, at=LATER, document=number, reason=reason)
        with pytest.raises(NoSuchDocument):
            retract_document(actor=both_sides["the_stranger"], at=LATER, document=number, reason="mine")
        retract_document(actor=the_bank, at=LATER, document=number, reason="wrong")
        with pytest.raises(AlreadyRetracted):
            retract_document(actor=the_bank, at=LATER, document=number, reason="wrong")


class TestFactsOverTime:
    def test_are_on_any_date_what_the_ledger_says_on_it(self, the_bank, tmp_path):
        days = [NOON + timedelta(days=number) for number in range(5)]
        first = bring(the_bank, written(tmp_path, EVENTS), vendor=VENDOR, at=days[1]).files[0].document
        bring(the_bank, written(tmp_path, TABLE, "desk.csv"), at=days[2])
        retract_document(actor=the_bank, at=days[3], document=first, reason="wrong")

        with acting_for(the_bank.organisation, writes=False):
            over_time = facts_over_time(
                SUPPLIER, customer=the_bank.organisation, until=days[4], known_on=days[4]
            )

        for day in days:
            assert over_time.on(as_of=day, known_on=day) == known(
                the_bank, as_of=day, known_on=day, vendors=[SUPPLIER]
            )
        assert over_time.on(as_of=NOON - timedelta(days=40), known_on=days[2]) == known(
            the_bank, as_of=NOON - timedelta(days=40), known_on=days[2], vendors=[SUPPLIER]
        )

    def test_of_several_vendors_are_those_of_each(self, the_bank, tmp_path):
        bring(the_bank, written(tmp_path, EVENTS), vendor=VENDOR, at=NOON)
        bring(the_bank, written(tmp_path, TABLE, "desk.csv"), at=NOON)
        asked = {"customer": the_bank.organisation, "until": LATER, "known_on": LATER}

        with acting_for(the_bank.organisation, writes=False):
            several = dict(facts_over_time_by_vendor([RIVAL, SUPPLIER], **asked))
            alone = {vendor: facts_over_time(vendor, **asked) for vendor in (RIVAL, SUPPLIER)}

        assert several == {vendor: facts for vendor, facts in alone.items() if facts.facts}
        assert SUPPLIER in several


class TestEvidenceAboutAVendor:
    def about(self, actor, **asked):
        page = list_evidence_about(actor=actor, at=LATER, **{"vendor": VENDOR, **asked})
        return [one.key for one in page.items]

    def test_is_the_same_for_either_side_the_latest_first(self, the_bank, the_supplier, tmp_path):
        bring(the_bank, written(tmp_path, TABLE, "desk.csv"))

        for actor, vendor in (
            (the_bank, VENDOR.upper()),
            (the_supplier, str(SUPPLIER)),
            (the_supplier, VENDOR),
        ):
            assert self.about(actor, vendor=vendor, kind="ticket") == ["4", "1"]

    def test_shows_what_is_private_to_its_own_side_alone(self, the_bank, the_supplier, tmp_path):
        bring(the_bank, written(tmp_path, TABLE, "desk.csv"), private=True)

        assert self.about(the_bank, kind="ticket") == ["4", "1"]
        assert self.about(the_supplier, kind="ticket") == []

    def test_is_there_for_nobody_else_and_about_nobody_who_is_not_there(self, the_bank, both_sides, tmp_path):
        bring(the_bank, written(tmp_path, TABLE, "desk.csv"))

        for who, vendor in (
            (both_sides["the_stranger"], VENDOR),
            (both_sides["the_rival"], VENDOR),
            (the_bank, "Nobody At All"),
            (the_bank, "9" * 40),
        ):
            with pytest.raises(NoSuchVendor, match="There is no vendor"):
                self.about(who, vendor=vendor)

    def test_is_none_yet_about_a_vendor_of_whom_nothing_came(self, the_bank):
        assert self.about(the_bank) == []

    def test_is_filtered_by_kind_and_by_both_dates(self, the_bank, tmp_path):
        report = bring(the_bank, written(tmp_path, TABLE, "desk.csv"))
        retract_document(actor=the_bank, at=LATER, document=report.files[0].document, reason="wrong")

        assert self.about(the_bank, kind="ticket", known_on=NOON.date()) == ["4", "1"]
        assert self.about(the_bank, kind="ticket") == []
        early = NOON.replace(month=10, day=2).date()
        assert self.about(the_bank, kind="ticket", known_on=NOON.date(), as_of=early) == ["1"]
        assert self.about(the_bank, known_on=NOON.replace(month=1).date()) == []
        assert "outage" not in self.about(the_bank, kind="breach")

    def test_comes_a_page_at_a_time(self, the_bank, tmp_path):
        rows = "".join(f"ticket,Northwind Cloud,{number:02},2026-10-01T00:00:00Z,1\n" for number in range(7))
        bring(the_bank, written(tmp_path, TABLE.splitlines(keepends=True)[0] + rows, "many.csv"))

        seen, after = [], None
        while True:
            page = list_evidence_about(
                actor=the_bank, at=LATER, vendor=VENDOR, kind="ticket", limit=3, after=after
            )
            seen += [one.key for one in page.items]
            after = page.next
            if after is None:
                break
        assert seen == [f"{number:02}" for number in range(7)]

    @pytest.mark.parametrize("after", ["x", "2026-01-01~1~1", "2026-01-01T00:00:00+00:00~1", "~~", "9" * 40])
    def test_refuses_what_is_no_position(self, the_bank, after):
        with pytest.raises(NoSuchPosition):
            list_evidence_about(actor=the_bank, at=LATER, vendor=VENDOR, after=after)


class TestPlaces:
    def test_are_read_in_their_order_and_without_what_is_not_ones_own(self, the_bank, the_rival, tmp_path):
        number = bring(the_bank, written(tmp_path, EVENTS), vendor=VENDOR).files[0].document

        with acting_for(the_bank.organisation, writes=False):
            assert [one.position for one in lines_at([(number, 1), (number, 0), (number, 9)])] == [1, 0]
        with acting_for(the_rival.organisation, writes=False):
            assert lines_at([(number, 0)]) == []

    def test_take_two_queries(self, the_bank, tmp_path, django_assert_num_queries):
        numbers = [
            bring(the_bank, written(tmp_path, EVENTS.replace("gate", f"gate{one}")), vendor=VENDOR)
            .files[0]
            .document
            for one in range(3)
        ]
        with acting_for(the_bank.organisation, writes=False), django_assert_num_queries(2):
            assert len(lines_at([(one, place) for one in numbers for place in (0, 1)])) == 6


def test_a_document_without_a_vendor_of_ours_is_the_customers_alone(the_analyst, tmp_path):
    started(the_analyst)
    number = bring(the_analyst, written(tmp_path, EVENTS)).files[0].document

    with acting_for(the_analyst.organisation, writes=False):
        row = Document.objects.get(pk=number)
    assert (row.vendor_id, row.visibility) == (None, Visibility.CUSTOMER)
