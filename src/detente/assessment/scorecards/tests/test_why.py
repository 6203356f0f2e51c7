"""Every figure opens: the exact sums, both parties' weights, the rule of a must-have, what moved a dimension."""

import re
from datetime import date

import pytest

from detente.assessment.scorecards.contracts import LINES, NoSuchDimension, NoSuchMustHave
from detente.assessment.scorecards.methods.gate_names import GATES, NOT_MET, READS, RULES
from detente.assessment.scorecards.selectors.scorecard import show
from detente.assessment.scorecards.selectors.why_changed import NotBefore, explain_change
from detente.assessment.scorecards.selectors.why_dimension import explain_dimension, explain_together
from detente.assessment.scorecards.selectors.why_must_have import explain_must_have
from detente.assessment.scorecards.services.set_weights import set_weights
from detente.assessment.scorecards.tests.held import (
    day,
    hold,
    moment,
    performance,
    relate,
    retract,
    show_enough,
    trust,
)
from detente.engine.scoring.gates import GateState
from detente.formats.records import Breach, BreachStatement, Certificate
from detente.foundation.tests.people import NOON, SUPPLIER

ASKED = {"at": NOON, "vendor": str(SUPPLIER)}


@pytest.fixture
def known(the_ciso):
    show_enough(SUPPLIER, good=0.7, first_document=1, known_at=moment(60)) if relate(
        notice_hours=24
    ) else None


def computed(line):
    """Return what the right side of a formula's line comes to, and the figure on its left."""
    left, right = line.split(" = ", 1)
    sums = right.replace(" %", " / 100").replace("×", "*").replace("^", "**")
    assert re.fullmatch(r"[\d.\s*/+()-]+", sums)
    return eval(sums), float(left.split()[-1])  # noqa: S307  digits and signs alone, see above


class TestADimension:
    @pytest.mark.parametrize("name", ["performance", "compliance", "trust"])
    def test_is_the_sum_of_its_criteria_in_the_draws_that_decide(self, known, the_ciso, name):
        found = explain_dimension(actor=the_ciso, dimension=name, **ASKED)
        card = show(actor=the_ciso, **ASKED)
        (of,) = [one for one in card.dimensions if one.id == name]

        assert found.dimension == of
        assert sum(one.weight_percent for one in found.parts) == pytest.approx(100)
        for end in ("demonstrated", "possible"):
            weighed = sum(one.weight_percent / 100 * getattr(one.drawn, end) for one in found.parts)
            assert weighed == pytest.approx(getattr(of.ends, end), abs=1e-4)
        for line in found.formula.splitlines():
            comes_to, said = computed(line)
            assert comes_to == pytest.approx(said, abs=0.15)

    def test_has_each_criterion_as_the_scorecard_has_it(self, known, the_ciso):
        found = explain_dimension(actor=the_ciso, dimension="trust", **ASKED)
        card = show(actor=the_ciso, **ASKED)

        assert [(one.criterion, one.ends, one.points, one.adds) for one in found.parts] == [
            (one.id, one.ends, one.points, one.adds) for one in card.criteria if one.dimension == "trust"
        ]

    def test_that_is_too_early_has_points_and_no_formula(self, the_ciso):
        relate()

        found = explain_dimension(actor=the_ciso, dimension="trust", **ASKED)

        assert (found.dimension.ends, found.formula) == (None, "")
        assert sum(one.points.unknown for one in found.parts) == found.dimension.points_planned

    def test_that_the_method_lacks_is_not_there(self, known, the_ciso):
        with pytest.raises(
            NoSuchDimension, match="no dimension 'beauty'; it has performance, compliance, trust"
        ):
            explain_dimension(actor=the_ciso, dimension="beauty", **ASKED)


class TestAllTogether:
    def test_come_to_what_the_scorecard_says_with_every_partys_weights(self, known, the_ciso):
        found = explain_together(actor=the_ciso, **ASKED)
        card = show(actor=the_ciso, **ASKED)

        assert [(one.party, one.weights, one.ends) for one in found.parties] == [
            (one.party, one.weights, one.ends) for one in card.together
        ]
        for party in found.parties:
            for line in party.formula.splitlines():
                comes_to, said = computed(line)
                assert comes_to == pytest.approx(said, abs=0.3)

    def test_say_whose_weights_they_are(self, known, the_ciso, the_vendor):
        only_trust = {"performance": 0.0, "compliance": 0.0, "trust": 1.0}
        set_weights(actor=the_vendor, at=moment(10), relationship=relate().pk, weights=only_trust)

        said = {one.party: one.weights_from for one in explain_together(actor=the_ciso, **ASKED).parties}
        before = explain_together(actor=the_ciso, as_of=day(30), **ASKED)

        assert said["vendor"] == f"{the_vendor.name}, 14 November 2026"
        assert said["customer"] == "the method default-1.0"
        assert {one.weights_from for one in before.parties} == {"the method default-1.0"}

    def test_are_not_read_while_one_is_too_early(self, the_ciso):
        relate()
        hold(*performance(), document=1)

        found = explain_together(actor=the_ciso, **ASKED)

        assert [(one.ends, one.formula) for one in found.parties] == [(None, "")] * 3


class TestAMustHave:
    def test_has_a_rule_and_says_what_it_reads(self):
        assert set(GATES) == set(RULES) == set(READS) == set(NOT_MET)

    def test_names_the_line_that_decided_it_and_the_others_that_were_read(self, the_ciso):
        relate()
        hold(
            BreachStatement(date(2026, 4, 1), date(2026, 7, 1), 0),
            Breach("Northwind", day(80), records=2_000_000, told_by_vendor=False),
            document=1,
            name="breaches.csv",
        )

        found = explain_must_have(actor=the_ciso, must_have="no_severe_breach_untold", **ASKED)

        assert found.must_have.state is GateState.NOT_MET
        assert [(one.document_name, one.locator) for one in found.decided_by] == [("breaches.csv", "line 3")]
        assert [(one.document_name, one.locator) for one in found.also_read] == [("breaches.csv", "line 2")]
        assert found.read_in_all == 2

    @pytest.mark.parametrize("name", GATES)
    def test_has_the_verdict_of_the_scorecard(self, known, the_ciso, name):
        found = explain_must_have(actor=the_ciso, must_have=name, **ASKED)

        assert found.must_have in show(actor=the_ciso, **ASKED).gates
        assert found.rule == RULES[name]

    def test_that_is_agreed_in_the_relationship_reads_no_file(self, known, the_ciso):
        found = explain_must_have(actor=the_ciso, must_have="notice_hours_agreed", **ASKED)

        assert (found.reads, found.decided_by, found.also_read, found.read_in_all) == ((), (), (), 0)

    def test_lists_some_of_what_was_read_where_it_is_much(self, the_ciso):
        relate()
        hold(*(Certificate(f"SOC {n}", "in force") for n in range(LINES + 9)), document=1)

        found = explain_must_have(actor=the_ciso, must_have="certificate_in_force", **ASKED)

        assert len(found.decided_by) + len(found.also_read) == LINES
        assert found.read_in_all == LINES + 9
        rest = explain_must_have(actor=the_ciso, must_have="certificate_in_force", after=found.next, **ASKED)
        listed = [*found.decided_by, *found.also_read, *rest.decided_by, *rest.also_read]
        assert sorted(one.position for one in listed) == list(range(LINES + 9))
        assert rest.next is None

    def test_that_the_method_lacks_is_not_there(self, known, the_ciso):
        with pytest.raises(NoSuchMustHave, match="no must-have 'luck'; it has certificate_in_force"):
            explain_must_have(actor=the_ciso, must_have="luck", **ASKED)


class TestAChange:
    def ask(self, actor, since, dimension="trust", **more):
        return explain_change(actor=actor, dimension=dimension, since=since, **more, **ASKED)

    def test_has_both_days_as_each_was_known_then(self, known, the_ciso):
        hold(*trust(1.0), document=9, known_at=moment(5))

        found = self.ask(the_ciso, day(20))

        for shown, as_of in ((found.before, day(20)), (found.after, None)):
            card = show(actor=the_ciso, as_of=as_of, **ASKED)
            assert shown in card.dimensions
            ends = {one.id: one.ends for one in card.criteria if one.dimension == "trust"}
            key = "before" if as_of else "after"
            assert {one.criterion: getattr(one, key) for one in found.criteria} == ends

    def test_names_the_lines_that_came(self, known, the_ciso):
        hold(*trust(1.0), document=9, known_at=moment(5), name="new.csv")

        found = self.ask(the_ciso, day(20))

        assert "new.csv" in {one.document_name for one in found.came}
        assert found.came_in_all == sum(one.came for one in found.criteria) > len(found.came) > 0
        assert (found.went, found.went_in_all) == ((), 0)

    def test_names_the_lines_that_went(self, known, the_ciso):
        wrong = hold(*trust(1.0), document=9, known_at=moment(40), name="wrong.csv")
        retract(wrong, moment(10))

        found = self.ask(the_ciso, day(20))

        assert {one.document_name for one in found.went} == {"wrong.csv"}
        assert found.went_in_all == sum(one.went for one in found.criteria) >= len(found.went)

    def test_as_known_on_one_day_is_what_happened_and_not_what_was_learnt(self, known, the_ciso):
        hold(*trust(1.0), document=9, known_at=moment(5), name="new.csv")

        learnt = self.ask(the_ciso, day(20), until=day(4))
        happened = self.ask(the_ciso, day(20), until=day(4), known_on=day(1))

        assert "new.csv" in {one.document_name for one in learnt.came}
        assert happened.before.ends != learnt.before.ends
        assert happened.after == learnt.after
        assert happened.came_in_all < learnt.came_in_all

    def test_of_nothing_but_time_has_no_lines(self, the_ciso):
        relate()
        hold(Certificate("ISO/IEC 27001", "in force", issued_on=day(500)), document=1, known_at=moment(60))

        found = self.ask(the_ciso, day(50), dimension="compliance")

        assert (found.came_in_all, found.went_in_all) == (0, 0)
        (certificates,) = [one for one in found.criteria if one.criterion == "C1"]
        assert certificates.after.demonstrated < certificates.before.demonstrated

    def test_to_a_day_that_is_not_before_is_refused(self, known, the_ciso):
        with pytest.raises(NotBefore, match="give an earlier one"):
            self.ask(the_ciso, day(10), until=day(10))

    def test_of_a_dimension_that_is_none_is_not_there(self, known, the_ciso):
        with pytest.raises(NoSuchDimension):
            self.ask(the_ciso, day(10), dimension="beauty")
