"""A vendor's scorecard, and each of its numbers down to the line of the file."""

from datetime import timedelta

import pytest

from detente.assessment.scorecards.contracts import LINES, NoSuchCriterion
from detente.assessment.scorecards.selectors.scorecard import explain, show
from detente.assessment.scorecards.tests.held import (
    day,
    hold,
    moment,
    outages,
    relate,
    retract,
    show_enough,
    supplies,
)
from detente.evidence.relationships.contracts import NoSuchVendor
from detente.formats.found import Assurance
from detente.formats.records import Breach, Certificate, Disclosure, QuestionnaireAnswer, Ticket
from detente.foundation.moments import NotOnRecord
from detente.foundation.tenancy import Visibility
from detente.foundation.tests.people import INSURER, NOON, SUPPLIER

ISO = Certificate("ISO/IEC 27001", "in force", issued_on=day(100), expires_on=day(-200))
SOC = Certificate("SOC 2 Type II", "in force", issued_on=day(100), expires_on=day(-200))


@pytest.fixture
def the_relationship(the_analyst):
    return relate()


@pytest.fixture
def ask(the_analyst, the_relationship):
    """Show the supplier's scorecard as on some dates."""

    def asked(**dates):
        return show(actor=the_analyst, at=NOON, vendor=str(SUPPLIER), **dates)

    return asked


def criterion(card, name):
    (found,) = [one for one in card.criteria if one.id == name]
    return found


class TestTheScorecard:
    def test_of_a_vendor_of_whom_nothing_is_known_says_so_and_is_no_zero(self, ask):
        card = ask()

        assert card.too_early
        assert card.points_in == 0
        assert {one.ends for one in card.dimensions} == {None}
        assert all(one.points.unknown == 12 and not one.slots for one in card.criteria)
        assert len(card.next_steps) == 4

    def test_of_a_vendor_of_whom_much_is_known_has_both_ends_everywhere(self, ask):
        show_enough(SUPPLIER, good=0.8, first_document=1)

        card = ask()

        assert not card.too_early
        for ends in [one.ends for one in (*card.dimensions, *card.together)]:
            assert 0 < ends.demonstrated < ends.possible < 100
        assert card.next_steps

    def test_adds_up_to_what_was_planned(self, ask):
        show_enough(SUPPLIER, good=0.5, first_document=1)

        card = ask()

        for one in card.criteria:
            points = one.points
            assert points.gained + points.against + points.unknown == pytest.approx(12)
        for one in card.dimensions:
            inside = [each.points for each in card.criteria if each.dimension == one.id]
            assert one.points.gained == pytest.approx(sum(each.gained for each in inside))
            assert one.points_planned == 12 * len(inside)

    def test_says_which_floor_is_not_reached(self, ask):
        show_enough(SUPPLIER, good=0.1, first_document=1)

        below = {one.id: (one.floor, one.below_floor) for one in ask().dimensions}

        assert below["performance"] == (30, True)

    def test_says_where_sources_disagree(self, ask):
        hold(ISO, SOC, document=1)
        narrow = [
            Certificate(one.scheme, "in force", issued_on=day(9), services_in_scope=0.0) for one in (ISO, SOC)
        ]
        hold(*narrow, document=2)

        card = ask()

        assert card.disagreements == ("C1",)
        assert criterion(card, "C1").ends.demonstrated > criterion(card, "C1").ends.possible

    def test_counts_a_page_of_the_vendors_own_against_it_alone(self, ask):
        hold(*outages(), document=1, against_only=True)

        availability = criterion(ask(), "P1")

        assert availability.points.gained == 0
        assert availability.points.against > 0

    def test_lets_no_private_evidence_in(self, ask):
        hold(ISO, document=1, visibility=Visibility.CUSTOMER)

        assert not criterion(ask(), "C1").slots

    def test_has_nothing_of_another_customers_evidence(self, ask):
        relate(customer=INSURER)
        hold(ISO, document=1, customer=INSURER)

        assert not criterion(ask(), "C1").slots

    def test_is_found_by_the_vendors_name_too(self, the_analyst, the_relationship):
        assert show(actor=the_analyst, at=NOON, vendor="northwind cloud").vendor.vendor == SUPPLIER

    def test_of_a_vendor_of_others_is_not_there(self, the_stranger, the_relationship):
        with pytest.raises(NoSuchVendor):
            show(actor=the_stranger, at=NOON, vendor=str(SUPPLIER))

    def test_that_rests_on_the_same_evidence_has_the_same_hash(self, ask):
        hold(ISO, document=1)
        before = ask()
        hold(SOC, document=2, known_at=NOON)

        assert ask(known_on=day(1)).inputs_hash == before.inputs_hash != ask().inputs_hash


class TestTheDates:
    def test_tell_what_was_true_from_what_was_known(self, ask):
        """A certificate of April that came in September."""
        hold(ISO, document=1, known_at=moment(60))

        in_force = {
            (as_of, known_on): bool(criterion(ask(as_of=day(as_of), known_on=day(known_on)), "C1").slots)
            for as_of in (110, 90, 30)
            for known_on in (61, 30)
            if as_of >= known_on or as_of == 30
        }

        assert in_force == {
            (110, 61): False, (110, 30): False,  # it had not begun
            (90, 61): False, (90, 30): True,  # it had, and only later was that known
            (30, 61): False, (30, 30): True,
        }  # fmt: skip

    def test_of_a_day_alone_mean_as_it_was_known_then(self, ask):
        hold(ISO, document=1, known_at=moment(60))

        assert not criterion(ask(as_of=day(90)), "C1").slots

    def test_keep_what_was_retracted_later(self, ask):
        retract(hold(ISO, document=1, known_at=moment(60)), moment(20))

        assert criterion(ask(as_of=day(30)), "C1").slots
        assert criterion(ask(known_on=day(30)), "C1").slots
        assert not criterion(ask(), "C1").slots

    def test_mean_the_end_of_the_day(self, ask):
        hold(ISO, document=1, known_at=moment(60) + timedelta(hours=11))

        assert criterion(ask(as_of=day(60)), "C1").slots
        assert not criterion(ask(as_of=day(61)), "C1").slots

    def test_to_come_are_refused(self, ask):
        with pytest.raises(NotOnRecord, match="2026-11-25 has not come yet: give today or a day before"):
            ask(as_of=day(-1))


class TestAnExplanation:
    def explain(self, actor, name, **dates):
        return explain(actor=actor, at=NOON, vendor=str(SUPPLIER), criterion=name, **dates)

    def test_has_every_number_of_the_formula(self, the_analyst, the_relationship):
        show_enough(SUPPLIER, good=0.7, first_document=1, level=Assurance.SELF_ATTESTED)

        for one in ("P3", "C3", "T4"):
            of = self.explain(the_analyst, one).criterion
            for slot in of.slots:
                for piece in slot.pieces:
                    filled = piece.planned * piece.source * piece.freshness
                    assert piece.points_for == pytest.approx(filled * piece.share_for, abs=1e-9)
                    assert piece.points_against == pytest.approx(filled * piece.share_against, abs=1e-9)
                assert slot.points_for == max(piece.points_for for piece in slot.pieces)
            gained = sum(slot.points_for for slot in of.slots)
            assert of.points.gained - 1e-9 <= gained < of.points.gained + 0.05

    def test_writes_the_formula_down(self, the_analyst, the_relationship):
        hold(ISO, SOC, document=1)

        assert self.explain(the_analyst, "C1").formula.splitlines() == [
            "for 12 + against 0 + unknown 0 = 12 points planned",
            "demonstrated 85.5 = 5 % point of Beta(12.5, 0.5)",
            "possible 100.0 = 95 % point of Beta(12.5, 0.5)",
        ]

    def test_opens_to_the_lines_of_the_files(self, the_analyst, the_relationship):
        hold(ISO, SOC, document=77, name="certificates.csv")

        found = self.explain(the_analyst, "C1")

        assert {(one.document, one.position, one.document_name, one.locator) for one in found.evidence} == {
            (77, 0, "certificates.csv", "line 2"),
            (77, 1, "certificates.csv", "line 3"),
        }
        assert found.evidence_in_all == 2

    def test_lists_some_of_every_slot_where_there_are_too_many(self, the_analyst, the_relationship):
        tickets = [Ticket(f"T{one}", moment(one + 1), None, None, 2, kept_sla=True) for one in range(360)]
        hold(*tickets, document=1)

        found = self.explain(the_analyst, "P3")

        assert (len(found.evidence), found.evidence_in_all) == (LINES, 360)
        two_months = {(one.valid_from.year, (one.valid_from.month - 1) // 2) for one in found.evidence}
        assert len(two_months) == len(found.criterion.slots) == 7
        assert [one.valid_from for one in found.evidence] == sorted(
            (one.valid_from for one in found.evidence), reverse=True
        )

    def test_lists_all_of_the_evidence_page_by_page(self, the_analyst, the_relationship):
        hold(
            *(Ticket(f"T{one}", moment(one + 1), None, None, 2, kept_sla=True) for one in range(99)),
            document=1,
        )

        places, after = [], 0
        while after is not None:
            found = self.explain(the_analyst, "P3", after=after)
            places += [one.position for one in found.evidence]
            after = found.next

        assert sorted(places) == list(range(99))
        assert len(self.explain(the_analyst, "P3", limit=99).evidence) == 99

    def test_of_a_criterion_that_the_method_lacks_is_not_there(self, the_analyst, the_relationship):
        with pytest.raises(NoSuchCriterion, match=r"default-1\.0 has no criterion 'P99'; it has P1, P2"):
            self.explain(the_analyst, "P99")


class TestWhatTheCustomerFound:
    """The one way in which a file takes away what was demonstrated: it contradicts the vendor's own word."""

    def test_voids_the_answers_that_it_contradicts(self, ask):
        answers = [QuestionnaireAnswer("CAIQ", f"Q{one}", "?", "yes") for one in range(4)]
        hold(*answers, document=1, level=Assurance.SELF_ATTESTED)
        before = criterion(ask(), "C2").points.gained
        hold(Disclosure("no backups", told=False, on=day(3), contradicts="Q0 Q1"), document=2)

        assert criterion(ask(), "C2").points.gained == pytest.approx(before / 2)

    def test_untold_breach_counts_against_and_is_a_must_have_not_met(self, ask):
        hold(Breach("Northwind", day(30), told_by_vendor=False, records=2_000_000), document=1)

        card = ask()

        assert criterion(card, "T1").points.against == 12
        assert card.gates[0].reason == "A breach of 2,000,000 records was found before Northwind Cloud told."


def test_a_critical_tier_may_plan_a_higher_level(the_analyst, the_ciso):
    """Seven tenths of a jointly measured slot is all that a tool can fill, where the tier plans so."""
    from detente.assessment.scorecards.methods.reading import shipped_text  # noqa: PLC0415
    from detente.assessment.scorecards.services.adopt_method import adopt_method  # noqa: PLC0415

    relate(tier=1)
    supplies(relate(), "Storage", [])
    hold(
        *(Ticket(f"T{one}", moment(one + 1), None, None, 1, kept_sla=True) for one in range(300)),
        document=1,
        level=Assurance.TOOL_MEASURED,
    )
    before = criterion(show(actor=the_analyst, at=NOON, vendor=str(SUPPLIER)), "P3").points.gained
    text = shipped_text("default-1.0").replace("name: default", "name: strict")
    adopt_method(actor=the_ciso, at=NOON, text=text.replace("by_tier: {}", 'by_tier: {"1": {P3: joint}}'))

    after = criterion(show(actor=the_analyst, at=NOON, vendor=str(SUPPLIER)), "P3")

    assert after.points.gained == pytest.approx(before / 2, abs=0.05)
    assert after.planned_level == "jointly measured"
