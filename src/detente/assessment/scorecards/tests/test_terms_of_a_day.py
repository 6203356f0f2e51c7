"""A scorecard of a past day is planned and judged by the terms of that day, as they were known then."""

from datetime import date, timedelta

import pytest
from django.utils.html import strip_tags

from detente.assessment.scorecards.selectors.history import history
from detente.assessment.scorecards.selectors.kept import recompute, show_kept
from detente.assessment.scorecards.selectors.portfolio import portfolio
from detente.assessment.scorecards.selectors.scorecard import show
from detente.assessment.scorecards.services.keep_scorecard import keep_scorecard
from detente.assessment.scorecards.tests.held import day, hold, moment, reads, relate, show_enough, supplies
from detente.engine.scoring.gates import GateState
from detente.evidence.relationships.selectors import show_relationship
from detente.evidence.relationships.services.change_products import change_products
from detente.evidence.relationships.services.change_terms import change_terms
from detente.formats.records import ExploitedVulnerability, VulnerabilityFix
from detente.foundation.tests.people import LONG_AGO, NOON, SUPPLIER

VENDOR = str(SUPPLIER)
BEFORE = LONG_AGO.date() - timedelta(days=1)


@pytest.fixture
def of(everybody):
    made = relate(tier=3)
    supplies(made, "Storage", ["Northwind Drive"])
    show_enough(SUPPLIER, good=0.7, first_document=1, known_at=moment(60))
    return made


@pytest.fixture
def raised(of, the_analyst):
    """Tier 1 and 24 hours of notice from 30 days ago on, as was recorded 20 days ago."""
    own = {"actor": the_analyst, "at": moment(20), "valid_from": day(30), "reason": "Payments depend on it."}
    change_terms(**own, relationship=of.pk, tier=1, notice_hours=24)
    (service,) = show_relationship(actor=the_analyst, at=NOON, relationship=of.pk).services
    change_products(**own, service=service.id, products=["Northwind Drive", "Northwind Mail"])


def floors(card):
    return [one.floor for one in card.dimensions]


class TestAScorecard:
    @pytest.mark.parametrize(
        ("as_of", "known_on", "tier"),
        [(None, None, 1), (day(25), None, 3), (day(25), day(20), 1), (day(31), day(0), 3)],
    )
    def test_has_the_terms_of_its_day(self, raised, the_analyst, as_of, known_on, tier):
        card = show(actor=the_analyst, at=NOON, vendor=VENDOR, as_of=as_of, known_on=known_on)

        (notice,) = [one for one in card.gates if one.id == "notice_hours_agreed"]
        assert card.vendor.tier == tier
        assert notice.state is (GateState.MET if tier == 1 else GateState.NOT_MET)
        assert ("Northwind Mail" in card.vendor.products) is (tier == 1)

    def test_has_the_floors_of_its_days_tier(self, raised, the_analyst):
        today = show(actor=the_analyst, at=NOON, vendor=VENDOR)
        earlier = show(actor=the_analyst, at=NOON, vendor=VENDOR, as_of=day(40))

        assert floors(today) != floors(earlier)

    @pytest.mark.parametrize("dates", [{"as_of": BEFORE}, {"known_on": BEFORE}, {"as_of": date(1999, 1, 1)}])
    def test_of_a_day_before_anything_was_on_record_is_too_early(self, raised, the_analyst, dates):
        card = show(actor=the_analyst, at=NOON, vendor=VENDOR, **dates)

        assert card.too_early
        assert card.points_in == 0
        assert (card.vendor.products, card.vendor.notice_hours, card.vendor.on_record) == ((), None, False)
        assert {one.state for one in card.gates} == {GateState.NOT_SHOWN}

    def test_of_a_day_before_the_relationship_began_shows_what_was_known_of_it(self, raised, the_analyst):
        card = show(actor=the_analyst, at=NOON, vendor=VENDOR, as_of=date(2023, 1, 1), known_on=day(0))

        assert card.too_early
        assert (card.vendor.tier, card.vendor.on_record) == (3, True)


class TestItsPage:
    def shown(self, browser, actor, as_of=""):
        return strip_tags(browser(actor).get(f"/vendors/{VENDOR}", {"as_of": as_of}).content.decode())

    def test_shows_the_terms_of_its_day_and_nothing_of_today(
        self, raised, the_analyst, browser, the_clock_stands_still
    ):
        now, then = self.shown(browser, the_analyst), self.shown(browser, the_analyst, day(25).isoformat())

        assert "24 hours" in now
        assert "24 hours" not in then
        assert "as they are today" not in then

    def test_of_a_day_before_anything_was_on_record_is_there(
        self, raised, the_analyst, browser, the_clock_stands_still
    ):
        page = self.shown(browser, the_analyst, BEFORE.isoformat())

        assert "Too early" in page
        assert "not yet" in page


class TestAPortfolio:
    def test_has_the_terms_of_its_day(self, raised, the_analyst):
        relate(2801, name="Alder", tier=2)

        def seen(**dates):
            return [
                (one.vendor.name, one.vendor.tier)
                for one in portfolio(actor=the_analyst, at=NOON, **dates).rows
            ]

        assert seen() == [("Northwind Cloud", 1), ("Alder", 2)]
        assert seen(as_of=day(25)) == [("Alder", 2), ("Northwind Cloud", 3)]

    def test_agrees_with_each_scorecard(self, raised, the_analyst):
        for dates in ({}, {"as_of": day(25)}, {"as_of": day(25), "known_on": day(5)}, {"as_of": day(40)}):
            (row,) = portfolio(actor=the_analyst, at=NOON, **dates).rows
            card = show(actor=the_analyst, at=NOON, vendor=VENDOR, **dates)

            assert row.vendor == card.vendor
            assert [one.ends for one in row.dimensions] == [one.ends for one in card.dimensions]

    def test_of_a_day_before_anything_was_on_record_is_empty(self, raised, the_analyst):
        assert portfolio(actor=the_analyst, at=NOON, as_of=BEFORE).rows == ()

    def test_says_so_on_its_page(self, raised, the_analyst, browser, the_clock_stands_still):
        page = browser(the_analyst).get("/vendors", {"as_of": BEFORE.isoformat()}).content.decode()

        assert "No vendor was on record then" in page
        assert "Add the first one" not in page


class TestAHistory:
    def test_has_on_each_day_the_terms_of_it(self, raised, the_analyst):
        for told in history(actor=the_analyst, at=NOON, vendor=VENDOR, months=3):
            for point in told.points[:-1]:
                card = show(actor=the_analyst, at=NOON, vendor=VENDOR, as_of=point.on)
                (then,) = [one for one in card.dimensions if one.id == told.dimension]
                assert (point.ends, point.floor) == (then.ends, then.floor)
            assert told.floor == told.points[-1].floor

    def test_takes_as_many_reads_however_often_terms_changed(self, raised, of, the_analyst):
        def taken():
            with reads() as asked:
                history(actor=the_analyst, at=NOON, vendor=VENDOR, months=12)
            return len(asked)

        few = taken()
        for back in range(15):
            own = {"actor": the_analyst, "at": moment(15), "valid_from": day(back), "reason": "x"}
            change_terms(**own, relationship=of.pk, tier=1 + back % 3)

        assert taken() == few


class TestAKeptScorecard:
    def test_computes_again_to_the_same_bytes_after_terms_were_told_that_held_before_it(
        self, of, the_analyst, the_auditor
    ):
        flaw = ExploitedVulnerability(
            "CVE-2026-1", "northwind", "Northwind Mail", "a flaw", day(70), day(40), None
        )
        fix = VulnerabilityFix("CVE-2026-1", "Northwind Mail", day(40), day(30))
        hold(flaw, fix, document=9, known_at=moment(29))
        kept = keep_scorecard(actor=the_analyst, at=moment(25), vendor=VENDOR)
        (service,) = show_relationship(actor=the_analyst, at=NOON, relationship=of.pk).services
        own = {"actor": the_analyst, "at": moment(20), "valid_from": day(50), "reason": "It was told late."}
        change_terms(**own, relationship=of.pk, tier=1, notice_hours=24)
        change_products(**own, service=service.id, products=["Northwind Mail"])

        found = recompute(actor=the_auditor, number=kept.id)
        as_of = {"actor": the_analyst, "at": NOON, "vendor": VENDOR, "as_of": day(26)}
        assert (found.same, found.differs) == (True, ())
        hindsight, then = keep_scorecard(**as_of, known_on=day(0)), keep_scorecard(**as_of)
        bodies = {show_kept(actor=the_auditor, number=one.id).body for one in (hindsight, then)}
        assert len(bodies) == 2
