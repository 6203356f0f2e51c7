import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.engine.scoring.effect import ItemNotThere, item_effect
from detente.engine.scoring.next_steps import (
    NothingLeftToShow,
    Option,
    more_points,
    next_steps,
    opened_by_a_checker,
    usual_options,
)
from detente.engine.scoring.scorecard import scorecard
from detente.engine.scoring.tests.examples import WINDOW, evidence, item, small_method

METHOD = small_method()


class TestNextSteps:
    @given(evidence())
    @settings(max_examples=20, deadline=None)
    def test_gain_what_the_scorecard_with_them_gains(self, shown):
        before = scorecard(METHOD, shown, window=WINDOW)

        for step in next_steps(METHOD, shown, usual_options(METHOD, shown)):
            criterion = step.option.criterion
            more = {**shown, criterion: [*shown.get(criterion, []), *step.option.items]}
            after = scorecard(METHOD, more, window=WINDOW)
            place = METHOD.dimensions.index(step.dimension)
            assert step.gain == after.dimensions[place].demonstrated - before.dimensions[place].demonstrated
            assert step.gain > 0
            assert step.possible_change <= 0

    def test_come_with_the_largest_gain_first(self):
        shown = {"T1": [item(level="self", points=12)]}

        steps = next_steps(METHOD, shown, usual_options(METHOD, shown))

        assert [step.gain for step in steps] == sorted((step.gain for step in steps), reverse=True)
        assert next_steps(METHOD, shown, usual_options(METHOD, shown), limit=2) == steps[:2]

    def test_leave_out_what_would_raise_nothing(self):
        shown = {"P1": [item()]}
        again = Option(kind="the same again", criterion="P1", items=(item(),))

        assert next_steps(METHOD, shown, [again]) == ()


class TestMorePoints:
    def test_offer_no_more_than_is_unknown(self):
        shown = {"C1": [item("next", points=11)]}

        (offered,) = more_points(METHOD, shown, criterion="C1").items

        assert offered.points == 1
        assert offered.level == "third"
        assert offered.slot != "next"

    def test_are_refused_when_all_is_in(self):
        with pytest.raises(NothingLeftToShow, match="all points of criterion C1 are in"):
            more_points(METHOD, {"C1": [item(points=12)]}, criterion="C1")


class TestOpenedByAChecker:
    def test_keeps_the_answers_and_raises_the_level_of_those_below(self):
        shown = {"C1": [item("a", level="self", share_for=0.9), item("b", level="regulator")]}

        option = opened_by_a_checker(METHOD, shown, criterion="C1")

        assert option.items == (item("a", level="third", share_for=0.9),)

    def test_is_refused_when_nothing_is_below(self):
        with pytest.raises(NothingLeftToShow, match="is below level third"):
            opened_by_a_checker(METHOD, {"C1": [item(level="third")]}, criterion="C1")


class TestItemEffect:
    @given(evidence(), st.data())
    @settings(deadline=None)
    def test_is_never_that_showing_it_did_harm(self, shown, choose):
        listed = [(criterion, i) for criterion, every in shown.items() for i in every]
        if not listed:
            return
        criterion, chosen = choose.draw(st.sampled_from(listed))

        effect = item_effect(METHOD, shown, criterion=criterion, item=chosen)

        for respect in (effect.criterion, effect.dimension, *effect.totals):
            assert respect.demonstrated_with >= respect.demonstrated_without
            assert respect.possible_with <= respect.possible_without

    def test_is_the_difference_of_two_scorecards(self):
        first, second = item("a", source=1), item("b", share_for=0.5, share_against=0.5, source=2)
        with_it = scorecard(METHOD, {"T1": [first, second]}, window=WINDOW)
        without = scorecard(METHOD, {"T1": [first]}, window=WINDOW)

        effect = item_effect(METHOD, {"T1": [first, second]}, criterion="T1", item=second)

        assert effect.criterion.demonstrated_with == with_it.criteria[3].demonstrated
        assert effect.criterion.possible_without == without.criteria[3].possible
        assert effect.dimension.of == "trust"
        assert effect.dimension.demonstrated_without == without.dimensions[2].demonstrated
        assert [e.of for e in effect.totals] == ["customer", "vendor"]
        assert effect.totals[1].possible_with == with_it.totals[1].possible

    def test_is_refused_for_an_item_that_is_not_there(self):
        with pytest.raises(ItemNotThere, match="not among the evidence of T1"):
            item_effect(METHOD, {}, criterion="T1", item=item())
