"""All vendors at once: the same numbers as one by one, and what wants attention."""

import pytest

from detente.assessment.scorecards.selectors.portfolio import portfolio
from detente.assessment.scorecards.selectors.scorecard import show
from detente.assessment.scorecards.tests.held import (
    day,
    hold,
    moment,
    performance,
    reads,
    relate,
    show_enough,
)
from detente.evidence.relationships.models import Contract
from detente.formats.records import Certificate
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.people import INSURER, NOON, RIVAL, SUPPLIER


@pytest.fixture
def several(the_analyst):
    """Vendors of each tier, of whom much, little and nothing is known."""
    relate(tier=1, notice_hours=24)
    relate(RIVAL, tier=2, notice_hours=24)
    relate(2801, name="Alder Silent", tier=3, notice_hours=24)
    show_enough(SUPPLIER, good=0.8, first_document=1, known_at=moment(50))
    hold(*performance(0.3), document=11, vendor=RIVAL, known_at=moment(50))


def ask(actor, **dates):
    return portfolio(actor=actor, at=NOON, **dates)


class TestThePortfolio:
    @pytest.mark.parametrize("dates", [{}, {"as_of": day(30)}, {"as_of": day(300), "known_on": day(40)}])
    def test_has_the_numbers_of_each_scorecard_to_the_last_bit(self, several, the_analyst, dates):
        found = ask(the_analyst, **dates)

        for row in found.rows:
            card = show(actor=the_analyst, at=NOON, vendor=str(row.vendor.vendor), **dates)
            assert row.dimensions == card.dimensions
            assert row.too_early == card.too_early
            assert row.vendor == card.vendor

    def test_is_in_the_order_of_tiers_and_names(self, several, the_analyst):
        names = [row.vendor.name for row in ask(the_analyst).rows]

        assert names == ["Northwind Cloud", "Kestrel Networks", "Alder Silent"]

    def test_counts_the_evidence(self, several, the_analyst):
        assert [row.evidence > 0 for row in ask(the_analyst).rows] == [True, True, False]

    def test_has_no_vendor_of_others(self, several, the_stranger):
        assert ask(the_stranger).rows == ()

    def test_takes_as_many_queries_for_many_vendors_as_for_few(self, several, the_analyst):
        def queries():
            with reads() as asked:
                ask(the_analyst)
            return len(asked)

        few = queries()
        for number in range(4000, 4030):
            relate(number, name=f"Vendor {number}")
            hold(Certificate("SOC 2", "in force"), document=number, vendor=number)

        assert queries() == few <= 12


class TestMarks:
    def marks(self, actor, **dates):
        (row,) = ask(actor, **dates).rows
        return [(one.kind, one.words) for one in row.marks]

    def test_say_that_a_certificate_lapses(self, the_analyst):
        relate(notice_hours=24)
        hold(Certificate("SOC 2", "in force", issued_on=day(300), expires_on=day(-20)), document=1)

        assert self.marks(the_analyst) == [("lapsing", "SOC 2 lapses in 20 days")]

    @pytest.mark.parametrize(("ahead", "when"), [(0, "after today"), (1, "tomorrow"), (60, "in 60 days")])
    def test_say_it_in_the_words_of_people(self, the_analyst, ahead, when):
        relate(notice_hours=24)
        hold(Certificate("SOC 2", "in force", expires_on=day(-ahead)), document=1)

        assert self.marks(the_analyst) == [("lapsing", f"SOC 2 lapses {when}")]

    def test_do_not_say_it_of_one_that_was_renewed(self, the_analyst):
        relate(notice_hours=24)
        hold(Certificate("SOC 2", "in force", expires_on=day(-20)), document=1)
        hold(Certificate("SOC 2", "in force", expires_on=day(-385)), document=2)

        assert self.marks(the_analyst) == []

    def test_say_that_a_must_have_is_not_met(self, the_analyst):
        relate()

        assert self.marks(the_analyst) == [("gate", "No hours of notice are agreed.")]

    def test_say_that_a_contract_renews(self, the_analyst):
        relationship = relate(notice_hours=24)
        with acting_for_the_installation(because="a test writes a contract"):
            Contract.objects.create(
                customer_id=relationship.customer_id,
                vendor_id=relationship.vendor_id,
                visibility=0,
                relationship=relationship,
                title="Hosting",
                starts_on=day(700),
                renews_on=day(-30),
                recorded_at=NOON,
            )

        assert self.marks(the_analyst) == [("renewal", "The contract renews in 30 days")]


def test_another_customers_evidence_of_the_same_vendor_stays_theirs(the_analyst, the_stranger):
    relate(notice_hours=24)
    relate(customer=INSURER, notice_hours=24)
    show_enough(SUPPLIER, good=1.0, first_document=1, customer=INSURER)

    (ours,), (theirs,) = ask(the_analyst).rows, ask(the_stranger).rows

    assert (ours.evidence, ours.too_early, theirs.too_early) == (0, True, False)
