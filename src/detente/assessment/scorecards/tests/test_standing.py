"""What stands ready for pages: the same bits as computed anew, and never shown once anything else is known."""

from datetime import timedelta

import pytest

from detente.assessment.scorecards.models import StandingScorecard
from detente.assessment.scorecards.selectors import pages, ready_rows
from detente.assessment.scorecards.selectors.history import history
from detente.assessment.scorecards.selectors.pages import portfolio_page, portfolio_trends, scorecard_page
from detente.assessment.scorecards.selectors.portfolio import portfolio
from detente.assessment.scorecards.selectors.scorecard import show
from detente.assessment.scorecards.services.keep_standing import keep_standing
from detente.assessment.scorecards.services.refresh_standing import refresh_standing
from detente.assessment.scorecards.tests.held import (
    day,
    hold,
    hold_catalogue,
    moment,
    performance,
    reads,
    relate,
    retract,
    show_enough,
    supplies,
)
from detente.evidence.disputes.contracts import Wrong
from detente.evidence.disputes.services.dispute_line import dispute_line
from detente.evidence.ledger.models import Document, StruckLine
from detente.evidence.relationships.models import TermChange
from detente.formats.facts import to_json
from detente.formats.records import Certificate, Ticket
from detente.foundation.tenancy import Visibility, acting_for, acting_for_the_installation
from detente.foundation.tests.people import BANK, INSURER, NOON, RIVAL, SUPPLIER

SILENT = 2801
SORTS = ("tier", "-tier", "name", "-name", "trust", "-trust", "-performance", "no such dimension")
ASKED = (
    *({"sort": one} for one in SORTS),
    *({"only": one} for one in ("attention", "gate", "dispute", "conflict", "lapsing", "no such mark")),
    {"words": "ALDER sil"},
    {"words": "storage"},
    {"words": "50%_"},
    {"tier": 2},
    {"tier": 1, "only": "attention", "sort": "-trust"},
)


@pytest.fixture
def several(the_analyst):
    """Vendors of each tier, of whom much, little and nothing is known."""
    supplies(relate(tier=1, notice_hours=24), "Storage", ["Northwind Drive"])
    relate(RIVAL, tier=2, notice_hours=24)
    relate(SILENT, name="Alder Silent", tier=3)
    show_enough(SUPPLIER, good=0.8, first_document=1, known_at=moment(50))
    hold(*performance(0.3), document=11, vendor=RIVAL, known_at=moment(50))
    dispute_line(
        actor=the_analyst, at=NOON, document=1, position=0, wrong=Wrong.FACT, says="No.", statement="No."
    )


@pytest.fixture
def ready(several):
    assert refresh_standing(customer=BANK, at=NOON) == 0


@pytest.fixture
def computed(monkeypatch):
    """Count the vendors that a page computes."""
    those = []

    def counting(customer, valid, known, *, only):
        those.extend(one.vendor for one in only)
        return original(customer, valid, known, only=only)

    original = ready_rows.portfolio_of
    monkeypatch.setattr(ready_rows, "portfolio_of", counting)
    return those


def page(actor, at=NOON, **asked):
    return portfolio_page(actor=actor, at=at, **asked)


def as_computed(actor, monkeypatch, **asked):
    """Return the same page as if nothing stood."""
    with monkeypatch.context() as without:
        without.setattr(pages, "stands", lambda _: False)
        without.setattr(
            "detente.assessment.scorecards.selectors.ready_rows.standing_rows", lambda *_, **__: {}
        )
        return page(actor, **asked)


class TestWhatStands:
    @pytest.mark.parametrize("asked", ASKED, ids=str)
    def test_is_what_would_be_computed_to_the_last_bit(
        self, ready, the_analyst, monkeypatch, asked, computed
    ):
        found = page(the_analyst, **asked)

        assert computed == []
        assert found == as_computed(the_analyst, monkeypatch, **asked)

    def test_is_what_the_portfolio_and_each_scorecard_say(self, ready, the_analyst):
        rows = page(the_analyst).portfolio.rows

        assert rows == portfolio(actor=the_analyst, at=NOON).rows
        for row in rows:
            card = show(actor=the_analyst, at=NOON, vendor=str(row.vendor.vendor))
            assert row.dimensions == card.dimensions

    @pytest.mark.parametrize("hours", [0.1, 11.9])
    def test_is_the_same_all_day(self, ready, the_analyst, computed, hours):
        later = page(the_analyst, NOON + timedelta(hours=hours)).portfolio

        assert computed == []
        assert later.rows == page(the_analyst).portfolio.rows

    @pytest.mark.parametrize("vendor", [SUPPLIER, RIVAL, SILENT])
    def test_has_the_history_of_each_scorecard(self, several, the_analyst, vendor):
        before = scorecard_page(actor=the_analyst, at=NOON, vendor=str(vendor))
        trends = portfolio_trends(actor=the_analyst, at=NOON, vendors=[vendor])
        refresh_standing(customer=BANK, at=NOON)
        with reads() as asked:
            after = scorecard_page(actor=the_analyst, at=NOON, vendor=str(vendor))

        assert after == before
        assert list(after.history) == history(actor=the_analyst, at=NOON, vendor=str(vendor))
        assert portfolio_trends(actor=the_analyst, at=NOON, vendors=[vendor]) == trends
        assert len(asked) <= 26

    def test_is_of_today_alone(self, ready, the_analyst, computed):
        past = page(the_analyst, as_of=day(30)).portfolio

        assert past.rows == portfolio(actor=the_analyst, at=NOON, as_of=day(30)).rows
        assert computed == []

    def test_is_the_customers_alone(self, ready, the_vendor):
        with acting_for(the_vendor.organisation, writes=False):
            assert not StandingScorecard.objects.exists()

    def test_takes_as_many_queries_for_many_vendors_as_for_few(self, ready, the_analyst):
        def queries(**asked):
            with reads() as made:
                page(the_analyst, **asked)
            return len(made)

        asked = ({}, {"sort": "-trust"}, {"only": "attention"}, {"words": "north"})
        few = [queries(**one) for one in asked]
        for number in range(4000, 4030):
            relate(number, name=f"Vendor {number}")
            hold(Certificate("SOC 2", "in force"), document=number, vendor=number)
        refresh_standing(customer=BANK, at=NOON)

        assert [queries(**one) for one in asked] == few
        assert max(few) <= 10


def new_document(_):
    hold(Ticket("X1", moment(9), None, None, 1, kept_sla=False), document=900)


def new_part_of_an_old_file(_):
    hold(*performance(1.0), document=901, vendor=RIVAL, known_at=moment(300))


def retraction(_):
    with acting_for_the_installation(because="a test looks for a document"):
        document = Document.objects.get(pk=1)
    retract(document, at=NOON)


def struck_line(actor):
    record = Certificate("SOC 2", "in force")
    row = hold(record, document=902)
    refresh_standing(customer=BANK, at=NOON)
    with acting_for_the_installation(because="a test strikes a line"):
        StruckLine.objects.create(
            customer_id=BANK, vendor_id=SUPPLIER, visibility=Visibility.SHARED, document=row, position=0,
            kind="certificate", key=row.evidence.get().key, facts=to_json(record).decode(), at=NOON,
            by_id=actor.person, reason="It was another's.",
        )  # fmt: skip


def changed_tier(actor):
    relationship = relate()
    with acting_for_the_installation(because="a test changes a term"):
        TermChange.objects.create(
            customer_id=BANK, vendor_id=SUPPLIER, visibility=Visibility.SHARED, relationship=relationship,
            term="tier", number=3, valid_from=day(0), recorded_at=NOON, by_id=actor.person, reason="As agreed.",
        )  # fmt: skip


def new_service(_):
    supplies(relate(), "Backup", ["Northwind Vault"])


def new_vendor(_):
    relate(2900, name="Zeta New", tier=1)


def new_edition_of_a_list(_):
    hold_catalogue(moment(2), document=903)


HAPPENINGS = [
    new_document, new_part_of_an_old_file, retraction, struck_line, changed_tier, new_service, new_vendor,
    new_edition_of_a_list,
]  # fmt: skip


class TestWhatStandsNoLonger:
    @pytest.mark.parametrize("happens", HAPPENINGS, ids=lambda one: one.__name__)
    def test_is_computed_for_whoever_asks(self, ready, the_analyst, monkeypatch, computed, happens):
        happens(the_analyst)

        for asked in ({}, {"sort": "-trust"}, {"only": "attention"}):
            assert page(the_analyst, **asked) == as_computed(the_analyst, monkeypatch, **asked)
        assert computed != []

    @pytest.mark.parametrize("happens", HAPPENINGS, ids=lambda one: one.__name__)
    def test_has_another_history_where_it_must(self, ready, the_analyst, happens):
        happens(the_analyst)

        for vendor in (SUPPLIER, RIVAL):
            found = scorecard_page(actor=the_analyst, at=NOON, vendor=str(vendor)).history
            assert list(found) == history(actor=the_analyst, at=NOON, vendor=str(vendor))

    @pytest.mark.parametrize("happens", HAPPENINGS, ids=lambda one: one.__name__)
    def test_is_written_anew(self, ready, the_analyst, monkeypatch, computed, happens):
        happens(the_analyst)
        assert refresh_standing(customer=BANK, at=NOON) == 0

        assert page(the_analyst, sort="-trust") == as_computed(the_analyst, monkeypatch, sort="-trust")

    def test_leaves_what_was_not_touched(self, ready, the_analyst, computed):
        new_document(the_analyst)
        page(the_analyst)

        assert computed == [SUPPLIER]

    @pytest.mark.parametrize("later", [1, 40])
    def test_is_of_yesterday(self, ready, the_analyst, monkeypatch, later):
        at = NOON + timedelta(days=later)

        assert page(the_analyst, at) == as_computed(the_analyst, monkeypatch, at=at)
        before = scorecard_page(actor=the_analyst, at=at, vendor=str(SUPPLIER))
        refresh_standing(customer=BANK, at=at)
        assert scorecard_page(actor=the_analyst, at=at, vendor=str(SUPPLIER)) == before


class TestTheChore:
    def test_computes_some_vendors_a_turn_until_all_stand(self, several, the_analyst, computed):
        assert refresh_standing(customer=BANK, at=NOON, most=2) == 1
        page(the_analyst)
        assert computed == [SILENT]
        assert keep_standing(at=NOON) == 0
        page(the_analyst)

        assert computed == [SILENT]

    def test_does_nothing_where_all_stands(self, ready):
        with reads() as asked:
            keep_standing(at=NOON + timedelta(hours=1))

        assert not [one for one in asked if "ledger_evidence" in one]

    def test_keeps_customers_apart(self, several, the_analyst, the_stranger):
        relate(customer=INSURER, tier=2)
        keep_standing(at=NOON)

        assert [row.vendor.tier for row in page(the_stranger).portfolio.rows] == [2]
        assert len(page(the_analyst).portfolio.rows) == 3
