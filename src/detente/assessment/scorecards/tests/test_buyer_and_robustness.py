"""The customer is scored too; and how far the order of its vendors hangs on judgement."""

import pytest

from detente.assessment.scorecards.contracts import NoSuchParty, TooManyToRank
from detente.assessment.scorecards.selectors import robustness as code
from detente.assessment.scorecards.selectors.buyer import show_buyer
from detente.assessment.scorecards.selectors.robustness import robustness
from detente.assessment.scorecards.tests.held import as_buyer, day, hold, moment, relate, show_enough
from detente.foundation.tests.people import NOON, RIVAL, SUPPLIER


class TestTheBuyer:
    def test_is_judged_by_what_it_owed_to_all_its_vendors(self, the_director):
        relate()
        relate(RIVAL, name="Kestrel Networks")
        hold(*as_buyer(), document=1)
        alone = show_buyer(actor=the_director, at=NOON)
        hold(*as_buyer(), document=2, vendor=RIVAL)

        both = show_buyer(actor=the_director, at=NOON)

        assert (both.organisation, both.method) == ("Halden Bank", "buyer-1.0")
        assert [one.id for one in both.criteria if one.slots] == ["B1", "B3"]
        assert both.dimension.ends == alone.dimension.ends  # the same again shows no more
        assert 0 < both.dimension.ends.demonstrated < both.dimension.ends.possible < 100

    def test_has_shown_nothing_before_anything_came_in(self, the_director):
        found = show_buyer(actor=the_director, at=NOON)

        assert (found.dimension.ends, found.dimension.points.unknown) == (None, 36)

    def test_was_judged_on_a_past_day_by_what_was_known_then(self, the_director):
        relate()
        hold(*as_buyer(), document=1, known_at=moment(10))

        assert show_buyer(actor=the_director, at=NOON, as_of=day(20)).dimension.points.unknown == 36

    def test_is_each_customers_own(self, the_stranger):
        relate()
        hold(*as_buyer(), document=1)

        assert show_buyer(actor=the_stranger, at=NOON).dimension.points.unknown == 36


@pytest.fixture
def three(the_ciso):
    """Three vendors: one far above, two alike; and one that is too early."""
    for place, (number, good) in enumerate(((SUPPLIER, 1.0), (RIVAL, 0.55), (2701, 0.5))):
        relate(number, name=f"Vendor {place}", tier=1 + place % 2)
        show_enough(number, good=good, first_document=10 * place + 1)
    relate(2702, name="Nobody Knows", tier=3)


def ask(actor, **more):
    return robustness(actor=actor, at=NOON, **more)


class TestRobustness:
    def test_has_a_sentence_for_each_vendor(self, three, the_ciso):
        found = ask(the_ciso)

        assert [one.vendor.name for one in found.vendors] == [
            "Northwind Cloud",
            "Vendor 2",
            "Kestrel Networks",
        ]
        assert found.vendors[0].words == (
            "Northwind Cloud stays at rank 1 of 3 by what is demonstrated and stays at rank 1 by what is possible, "
            "in 95 % of other weights."
        )
        assert found.too_early == ("Nobody Knows",)

    def test_spans_hold_the_methods_own_rank(self, three, the_ciso):
        for one in ask(the_ciso).vendors:
            for span in (one.by_demonstrated, one.by_possible):
                assert 1 <= span.best <= span.rank <= span.worst <= 3

    def test_looks_at_other_means_and_half_lives(self, three, the_ciso):
        (first, *_) = ask(the_ciso).vendors

        assert [one.judgement for one in first.other_judgements] == [
            "arithmetic mean",
            "half-lives halved",
            "half-lives doubled",
        ]

    def test_with_the_same_seed_says_the_same(self, three, the_ciso):
        assert ask(the_ciso, seed=7).vendors == ask(the_ciso, seed=7).vendors
        assert ask(the_ciso, seed=7).seed == 7

    def test_may_be_asked_of_one_tier(self, three, the_ciso):
        assert [one.vendor.tier for one in ask(the_ciso, tier=2).vendors] == [2]

    def test_of_an_unknown_party_is_refused(self, three, the_ciso):
        with pytest.raises(NoSuchParty, match="no weights of 'board'; it has equal, customer, vendor"):
            ask(the_ciso, party="board")

    def test_of_too_many_vendors_is_refused(self, three, the_ciso, monkeypatch):
        monkeypatch.setattr(code, "MOST_VENDORS", 3)

        with pytest.raises(TooManyToRank, match="4 vendors are too many, 3 the most: choose a tier"):
            ask(the_ciso)

    def test_of_nobody_is_empty(self, the_stranger):
        assert ask(the_stranger).vendors == ()
