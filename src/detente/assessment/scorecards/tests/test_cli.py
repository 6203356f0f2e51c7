"""Scorecards in a terminal: 100 columns for people, and with --json what the API says."""

import re

import pytest
from click.testing import CliRunner

from detente.assessment.scorecards.cli.card import card_lines
from detente.assessment.scorecards.selectors.scorecard import show
from detente.assessment.scorecards.tests.held import (
    hold,
    hold_catalogue,
    moment,
    relate,
    show_enough,
    supplies,
)
from detente.formats.records import Certificate
from detente.foundation.tests.people import NOON, RIVAL, SUPPLIER
from detente.rendering.text_bars import PLAIN
from detente.site import cli

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")
WIDE = 100


@pytest.fixture
def said(the_ciso):
    """Return what a command prints for the CISO, and its exit code."""
    supplies(relate(), "Storage", ["Northwind Drive"])
    relate(RIVAL, tier=2)
    hold_catalogue(moment(3), document=12)
    show_enough(SUPPLIER, good=0.9, first_document=1)
    hold(Certificate("FedRAMP", "in force"), document=11, vendor=RIVAL)

    def ask(*words):
        who = ["--person", the_ciso.email, "--organisation", the_ciso.organisation_name]
        done = CliRunner().invoke(cli.build(), [*who, "scorecards", *words])
        return done.output, done.exit_code

    return ask


COMMANDS = [
    ("show", "Northwind Cloud"),
    ("show", str(RIVAL)),
    ("explain", "Northwind Cloud", "P3"),
    ("explain", str(RIVAL), "P1"),
    ("portfolio",),
    ("robustness",),
]


class TestEveryCommand:
    @pytest.mark.parametrize("words", COMMANDS)
    def test_prints_lines_of_100_columns_at_most(self, words, said):
        output, code = said(*words)

        assert code == 0
        assert max(map(len, output.splitlines())) <= WIDE
        assert all(line == line.rstrip() for line in output.splitlines())

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("show", "Nobody"), "NoSuchVendor"),
            (("show", "Northwind Cloud", "--as-of", "someday"), "Misread: as_of"),
            (("explain", "Northwind Cloud", "P99"), "NoSuchCriterion"),
            (("portfolio", "--known-on", "2040-01-01"), "NotOnRecord"),
            (("robustness", "--tier", "first"), "Misread: tier"),
            (("robustness", "--party", "board"), "NoSuchParty"),
            (("set-weights", "1", "--weights", "{"), "Unreadable: weights"),
            (("set-weights", "1", "--weights", "heavy"), "Misread: weights"),
        ],
    )
    def test_says_in_a_line_what_is_wrong(self, words, says, said):
        output, code = said(*words)

        assert code in {2, 3}
        assert says in output
        assert "Traceback" not in output


class TestACard:
    def test_has_dimensions_gates_criteria_steps_and_where_to_look_next(self, said):
        output, _ = said("show", "Northwind Cloud")

        for words in (
            "Northwind Cloud ", "24 November 2026, default-1.0", "Storage · tier 1 · transactional", "Read together",
            "Must-haves: 4 of 5 passed. They are never averaged.", "NOT MET    Hours of notice",
            "  P3  Tickets in time", "What would raise it most, as a forecast",
            "detente scorecards explain 'Northwind Cloud' ",
        ):  # fmt: skip
            assert words in output

    def test_that_is_too_early_says_so(self, said):
        output, _ = said("show", str(RIVAL))

        assert "Too early. 6 of 240 points in." in output
        assert "too early: 6.0 of 72 points in" in output
        assert "Read together" not in output

    def test_says_on_which_day_it_was_and_as_known_when(self, said):
        output, _ = said("show", "Northwind Cloud", "--as-of", "2026-03-31", "--known-on", "2026-11-24")

        assert "31 March 2026, as known on 24 November 2026, default-1.0" in output.splitlines()[0]

    def test_can_be_drawn_in_few_characters(self, said, the_ciso):
        card = show(actor=the_ciso, at=NOON, vendor=str(SUPPLIER))

        drawn = "\n".join(card_lines(card, customer="Halden Bank", ink=PLAIN))

        assert "█" not in drawn
        assert "#####" in drawn


class TestAnExplanation:
    def test_has_the_formula_and_the_lines(self, said):
        output, _ = said("explain", "Northwind Cloud", "P3")

        for words in (
            "P3 Tickets in time of Northwind Cloud", "Nov–Dec 2026 ", "2.00 × 1.00 × 1.00", "% point of Beta(",
            "Evidence: 15 of 100 facts", "evidence-1.csv, line ", "detente ledger show-evidence 1 ",
            "Gaming          Downgrading tickets",
        ):  # fmt: skip
            assert words in output

    def test_of_nothing_says_what_would_count(self, said):
        output, _ = said("explain", str(RIVAL), "P1")

        assert "No evidence yet: all that is planned for it is unknown, neither good nor bad." in output


class TestTheOtherCommands:
    def test_list_vendors_tier_by_tier(self, said):
        output, _ = said("portfolio")

        assert output.index("Tier 1") < output.index("Northwind Cloud") < output.index("Tier 2")
        assert "early: 6.0 of 72" in output

    def test_set_a_sides_weights(self, said):
        weights = "{performance: 0.2, compliance: 0.2, trust: 0.6}"
        output, code = said("set-weights", str(relate().pk), "--weights", weights)

        assert (output, code) == ("performance: 0.2\ncompliance: 0.2\ntrust: 0.6\n", 0)
        assert "trust" in said("show", "Northwind Cloud", "--json")[0]

    def test_say_how_robust_an_order_is(self, said):
        output, _ = said("robustness")

        assert "Northwind Cloud stays at rank 1 of 1" in output
        assert "Too early for a place: Kestrel Networks." in output


class TestTheEvidenceOfAnExplanation:
    def test_is_listed_whole_when_asked_for(self, said):
        first, _ = said("explain", "Northwind Cloud", "P3")
        in_all = int(re.search(r"Evidence: 15 of (\d+) facts; --limit \1 lists them all", first)[1])

        whole, _ = said("explain", "Northwind Cloud", "P3", "--limit", str(in_all))
        rest, _ = said("explain", "Northwind Cloud", "P3", "--after", "15", "--limit", str(in_all))

        assert whole.count("detente ledger show-evidence") == in_all
        assert rest.count("detente ledger show-evidence") == in_all - 15
        assert said("explain", "Northwind Cloud", "P3", "--limit", "0")[1] == 2
