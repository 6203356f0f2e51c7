"""The method's own worked example, from facts to sentences: the first week of a relationship (case 2)."""

import json
from datetime import timedelta

import pytest

from detente.assessment.scorecards.criteria.tests.worlds import fact
from detente.assessment.scorecards.selectors.scorecard import show
from detente.assessment.scorecards.tests.held import hold, hold_catalogue, relate, supplies, utc
from detente.engine.scoring.gates import GateState
from detente.evidence.imports.tests.bringing import bring
from detente.formats.found import Assurance
from detente.formats.records import Certificate, QuestionnaireAnswer

NOW = utc("2026-10-01T06:00")
ANSWERS = ["yes"] * 109 + ["no"] * 7 + ["text"] * 8


@pytest.fixture
def card(the_analyst):
    """Return the scorecard of a vendor of which three public files are known."""
    supplies(relate(), "Storage", ["Northwind Drive"])
    hold(
        fact(
            Certificate("FedRAMP", "in force", product="Drive"),
            valid_from=NOW - timedelta(days=120),
            level=Assurance.REGULATOR_LISTED,
        ),
        document=1,
        known_at=NOW - timedelta(days=7),
    )
    hold(
        *(
            fact(
                QuestionnaireAnswer("CAIQ", f"A{one}", "Is it so?", said),
                valid_from=NOW - timedelta(days=30),
                level=Assurance.SELF_ATTESTED,
            )
            for one, said in enumerate(ANSWERS)
        ),
        document=2,
        known_at=NOW,
    )
    hold_catalogue(NOW, document=3)
    return show(actor=the_analyst, at=NOW, vendor="Northwind Cloud")


class TestTheFirstWeek:
    """Default scorecard method 1.0, "Worked example: first week (case 2)"."""

    def test_has_the_points_of_the_example(self, card):
        points = {one.id: (one.points.gained, one.points.against) for one in card.criteria if one.slots}

        assert points == {"C1": (6.0, 0.0), "C2": (3.5, 0.2), "T5": (4.8, 0.0)}

    def test_is_too_early_and_says_how_much_is_in(self, card):
        assert card.too_early
        assert (card.points_in, card.points_planned) == (14.5, 240)
        assert [one.ends for one in card.dimensions] == [None] * 3
        assert [one.ends for one in card.together] == [None] * 3

    def test_has_the_lower_end_of_the_example(self, card):
        (certificates,) = [one for one in card.criteria if one.id == "C1"]

        assert certificates.ends.demonstrated == pytest.approx(28.0, abs=0.05)

    def test_names_the_best_next_steps_with_their_gains(self, card):
        steps = [(one.criterion, round(one.gain, 1)) for one in card.next_steps[:3]]

        assert steps == [("C2", 8.1), ("C1", 5.3), ("C3", 3.7)]
        assert card.next_steps[0].words == "The same evidence, opened by a checker."


class TestTheFirstWeekOfRealFiles:
    """The same case from the files that it was made of, through the importer: a list, answers, and a catalogue."""

    def test_has_the_points_and_the_ends_of_the_reference_case(self, shared_data, the_analyst):
        at = utc("2025-11-14T20:00")
        vendor = 2900
        supplies(relate(vendor, name="Virtru", tier=2), "Encryption", ["Virtru Data Protection Platform"])
        public = (
            shared_data / "fedramp/marketplace_2024-06-16.json",
            shared_data / "vuln/kev/kev_2025-11.csv",
        )
        answers = shared_data / "questionnaires/caiq/relay_caiq-lite_completed.csv"
        bring(the_analyst, *public, at=at)
        bring(the_analyst, answers, at=at, vendor="Virtru")

        card = show(actor=the_analyst, at=at, vendor="Virtru")

        cases = json.loads((shared_data / "reference/scorecard_method_cases.json").read_text())["cases"]
        (case,) = [one["expected"] for one in cases if one["id"] == "scorecard-2"]
        for one in card.criteria:
            expected = case["criteria"][one.id]
            shown = (one.points.gained, one.points.against, one.points.unknown)
            assert shown == pytest.approx(
                (expected["points_for"], expected["points_against"], expected["unknown"])
            ), one.id
            ends = (one.ends.demonstrated, one.ends.possible)
            assert ends == pytest.approx((100 * expected["L"], 100 * expected["U"]), abs=2e-4), one.id
        (gate,) = [one for one in card.gates if one.id == "no_exploited_flaw_overdue"]
        assert gate.state is GateState.MET
        assert "the edition of 14 November 2025" in gate.reason
