"""Either side weighs the dimensions as it sees fit; both results are shown."""

import pytest

from detente.assessment.scorecards.selectors.scorecard import show
from detente.assessment.scorecards.services.set_weights import WeightsDoNotFit, set_weights
from detente.assessment.scorecards.tests.held import day, moment, relate, show_enough
from detente.evidence.relationships.contracts import NoSuchRelationship
from detente.foundation.tests.people import NOON, SUPPLIER

ONLY_TRUST = {"performance": 0.0, "compliance": 0.0, "trust": 1.0}
ONLY_COMPLIANCE = {"performance": 0, "compliance": 1, "trust": 0}


@pytest.fixture
def relationship(the_ciso):
    show_enough(SUPPLIER, good=0.6, first_document=1, known_at=moment(60)) if relate() else None
    return relate().pk


def together(actor, **dates):
    card = show(actor=actor, at=NOON, vendor=str(SUPPLIER), **dates)
    return {one.party: one for one in card.together}, {one.id: one.ends for one in card.dimensions}


class TestWeights:
    def test_of_both_sides_stand_side_by_side(self, relationship, the_ciso, the_vendor):
        set_weights(actor=the_ciso, at=NOON, relationship=relationship, weights=ONLY_TRUST)
        set_weights(actor=the_vendor, at=NOON, relationship=relationship, weights=ONLY_COMPLIANCE)

        found, dimensions = together(the_ciso)

        assert found["customer"].weights == ONLY_TRUST
        assert found["customer"].ends.demonstrated == pytest.approx(dimensions["trust"].demonstrated)
        assert found["vendor"].ends.possible == pytest.approx(dimensions["compliance"].possible)
        assert found["equal"].weights == dict.fromkeys(dimensions, pytest.approx(1 / 3))

    def test_of_the_method_hold_until_a_side_sets_its_own(self, relationship, the_ciso):
        found, _ = together(the_ciso)

        assert found["customer"].weights == {"performance": 0.3, "compliance": 0.3, "trust": 0.4}

    def test_that_were_set_later_do_not_change_what_was_known(self, relationship, the_ciso):
        set_weights(actor=the_ciso, at=moment(5), relationship=relationship, weights=ONLY_TRUST)

        assert together(the_ciso, known_on=day(10))[0]["customer"].weights["trust"] == 0.4
        assert together(the_ciso, known_on=day(3))[0]["customer"].weights["trust"] == 1.0

    def test_that_were_set_last_hold(self, relationship, the_ciso):
        set_weights(actor=the_ciso, at=moment(5), relationship=relationship, weights=ONLY_TRUST)
        set_weights(actor=the_ciso, at=moment(4), relationship=relationship, weights=ONLY_COMPLIANCE)

        assert together(the_ciso)[0]["customer"].weights == ONLY_COMPLIANCE

    @pytest.mark.parametrize(
        "weights",
        [
            {"performance": 0.5, "compliance": 0.5},
            {**ONLY_TRUST, "beauty": 0.0},
            {"performance": 0.5, "compliance": 0.5, "trust": 0.5},
            {"performance": -0.5, "compliance": 0.5, "trust": 1.0},
        ],
    )
    def test_that_are_no_shares_of_the_dimensions_are_refused(self, relationship, the_ciso, weights):
        with pytest.raises(WeightsDoNotFit, match="each of performance, compliance, trust; together 1"):
            set_weights(actor=the_ciso, at=NOON, relationship=relationship, weights=weights)

    def test_of_others_are_not_to_be_set(self, relationship, the_stranger, the_rival):
        for outsider in (the_stranger, the_rival):
            with pytest.raises(NoSuchRelationship):
                set_weights(actor=outsider, at=NOON, relationship=relationship, weights=ONLY_TRUST)
