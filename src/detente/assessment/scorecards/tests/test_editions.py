"""What the latest edition of a public list does not have: the same for a vendor alone, for all, and over time."""

from datetime import timedelta

import pytest

from detente.assessment.scorecards.cli.why import why_lines
from detente.assessment.scorecards.selectors.history import history
from detente.assessment.scorecards.selectors.kept import recompute
from detente.assessment.scorecards.selectors.pages import scorecard_page
from detente.assessment.scorecards.selectors.portfolio import portfolio
from detente.assessment.scorecards.selectors.robustness import robustness
from detente.assessment.scorecards.selectors.scorecard import explain, show
from detente.assessment.scorecards.services.keep_scorecard import keep_scorecard
from detente.assessment.scorecards.tests.held import (
    day,
    hold,
    hold_catalogue,
    moment,
    relate,
    retract,
    show_enough,
    supplies,
)
from detente.evidence.imports.tests.bringing import bring, kev
from detente.evidence.relationships.services.match_name import match_name
from detente.formats.found import Assurance
from detente.formats.records import ExploitedVulnerability
from detente.foundation.tenancy import Visibility
from detente.foundation.tests.people import NOON, RIVAL, SUPPLIER

NEVER_LISTED, LISTED = str(SUPPLIER), str(RIVAL)


def entry(cve="CVE-2026-1", product="Kestrel Gate", due_back=20):
    return ExploitedVulnerability(cve, "Kestrel", product, "a flaw", day(due_back + 21), day(due_back), None)


@pytest.fixture
def two_vendors(the_analyst):
    """One that no edition ever listed, and of which nothing else is known, and one that some do; three editions."""
    supplies(relate(tier=1), "Storage", ["Northwind Drive"])
    supplies(relate(RIVAL, tier=2), "Network", ["Kestrel Gate"])
    for number, back in ((50, 250), (60, 130), (70, 20)):
        whole = hold_catalogue(moment(back), document=number, known_at=moment(back - 2))
        hold(
            entry("CVE-2026-1", due_back=140),
            document=number + 1,
            vendor=RIVAL,
            level=Assurance.REGULATOR_LISTED,
            known_at=moment(back - 2),
            part_of=whole,
        )
    return the_analyst


def exploited(actor, vendor=NEVER_LISTED, **dates):
    card = show(actor=actor, at=NOON, vendor=vendor, **dates)
    (found,) = [one for one in card.criteria if one.id == "T5"]
    return found


class TestAVendorThatIsNeverListed:
    def test_has_half_of_each_quarter_as_far_as_the_latest_edition_reaches(self, two_vendors):
        found = exploited(two_vendors)

        assert found.points.gained == pytest.approx(4.8 - 3 * 0.8 * 0.5 * 20 / 92, abs=0.06)
        assert {one.level for slot in found.slots for one in slot.pieces} == {"regulator-listed"}

    def test_opens_to_the_edition(self, two_vendors):
        why = explain(actor=two_vendors, at=NOON, vendor=NEVER_LISTED, criterion="T5")

        assert [(one.id, one.name) for one in why.documents] == [(70, "catalogue-70.json")]
        assert why.evidence == ()
        assert "the edition of 4 November 2026" in why.criterion.slots[0].pieces[0].words

    @pytest.mark.usefixtures("the_clock_stands_still")
    def test_opens_to_it_on_the_page_too(self, two_vendors, browser):
        page = browser(two_vendors).get(f"/vendors/{NEVER_LISTED}/why/T5").content.decode()

        assert "catalogue-70.json" in page
        assert 'href="/documents/70"' in page

    def test_opens_to_it_in_a_terminal_too(self, two_vendors):
        why = explain(actor=two_vendors, at=NOON, vendor=NEVER_LISTED, criterion="T5")

        assert "              detente ledger show-document 70" in list(why_lines(why))

    def test_has_what_was_known_on_a_day(self, two_vendors):
        then = exploited(two_vendors, as_of=day(100))

        documents = {number for slot in then.slots for one in slot.pieces for number in one.documents}
        assert documents == {60}
        assert exploited(two_vendors, as_of=day(300)).slots == ()

    def test_falls_back_on_the_edition_before_one_that_is_retracted(self, two_vendors):
        wrong = hold_catalogue(moment(10), document=80, known_at=moment(9))
        retract(wrong, moment(5))

        assert {one.documents for slot in exploited(two_vendors).slots for one in slot.pieces} == {(70,)}
        as_it_was = exploited(two_vendors, as_of=day(7))
        assert {one.documents for slot in as_it_was.slots for one in slot.pieces} == {(80,)}

    def test_computes_again_to_the_same_bytes_after_a_newer_edition_came(self, two_vendors):
        kept = keep_scorecard(actor=two_vendors, at=NOON, vendor=NEVER_LISTED)
        hold_catalogue(NOON + timedelta(hours=1), document=80)

        assert recompute(actor=two_vendors, number=kept.id).same

    def test_has_nothing_of_the_editions_of_another_customer(self, two_vendors, the_stranger):
        relate(SUPPLIER, customer=the_stranger.organisation)

        card = show(actor=the_stranger, at=NOON, vendor=NEVER_LISTED)

        assert [one.id for one in card.criteria if one.slots] == []


class TestEveryPath:
    @pytest.mark.parametrize("dates", [{}, {"as_of": day(30)}, {"as_of": day(200), "known_on": day(40)}])
    def test_has_the_same_bits(self, two_vendors, dates):
        for row in portfolio(actor=two_vendors, at=NOON, **dates).rows:
            card = show(actor=two_vendors, at=NOON, vendor=str(row.vendor.vendor), **dates)

            assert row.dimensions == card.dimensions
            assert sum(one.points.gained for one in row.dimensions) > 0

    def test_has_them_over_time(self, two_vendors):
        for vendor in (NEVER_LISTED, LISTED):
            found = history(actor=two_vendors, at=NOON, vendor=vendor, months=12)
            page = scorecard_page(actor=two_vendors, at=NOON, vendor=vendor)

            assert list(page.history) == found
            for place, point in enumerate(found[0].points):
                card = show(actor=two_vendors, at=NOON, vendor=vendor, as_of=point.on)
                assert [one.points[place].points for one in found] == [one.points for one in card.dimensions]
            assert page.scorecard.dimensions == show(actor=two_vendors, at=NOON, vendor=vendor).dimensions

    def test_has_them_where_ranks_are_studied(self, two_vendors):
        show_enough(SUPPLIER, good=0.8, first_document=1)

        (found,) = robustness(actor=two_vendors, at=NOON).vendors

        assert found.vendor.vendor == SUPPLIER


NO_WHOLE_LIST = {
    "private": {"private": True},
    "with rejected rows": {"rejected": 1},
    "empty": {"facts": 0},
    "of one vendor": {"vendor_id": SUPPLIER, "visibility": Visibility.SHARED},
    "brought for one vendor": {"series": f"cisa-kev about {SUPPLIER}"},
    "made by the vendor": {"series": "cisa-kev by the vendor", "assurance": Assurance.SELF_ATTESTED},
    "read by a mapping of that name": {"mapping": "kind: exploited_vulnerability"},
    "of a format that is no list": {"format": "detente-csv"},
}


class TestAFileThatIsNoWholeList:
    @pytest.mark.parametrize("more", NO_WHOLE_LIST.values(), ids=NO_WHOLE_LIST)
    def test_shows_nothing_by_what_it_lacks(self, the_analyst, more):
        supplies(relate(), "Storage", ["Northwind Drive"])
        hold_catalogue(moment(5), document=50, **more)

        assert exploited(the_analyst).slots == ()


class TestAnEntryUnderANameOfNobodys:
    def test_is_found_when_the_name_is_matched(self, the_analyst, tmp_path):
        supplies(relate(RIVAL), "Network", ["Gate"])
        listed = ("CVE-2026-7", "Kestrel Ltd. of York", "2026-11-01")
        bring(
            the_analyst, kev(tmp_path, listed, ("CVE-2026-8", "Borealis", "2026-11-02", "Till")), at=moment(2)
        )
        quarter = "quarter from 2026-10"

        waiting = exploited(the_analyst, LISTED)
        match_name(actor=the_analyst, at=moment(1), written="Kestrel Ltd. of York", vendor=LISTED)
        matched = exploited(the_analyst, LISTED)

        assert quarter not in {one.slot for one in waiting.slots}
        (piece,) = [one for slot in matched.slots if slot.slot == quarter for one in slot.pieces]
        assert piece.words.startswith("Fixed by their date: 0 of 1 listed")
        assert len(matched.slots) == len(waiting.slots) + 1
