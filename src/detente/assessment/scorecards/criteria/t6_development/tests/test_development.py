"""T6: the checks of OpenSSF Scorecard, weighted by risk."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.t6_development import items as code
from detente.assessment.scorecards.criteria.tests.worlds import (
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    at,
    document,
    documents,
    fact,
    filled,
    flat,
    imported,
    moments,
    only,
    shown,
)
from detente.formats.openssf_scorecard import FORMAT, WEIGHTS
from detente.formats.records import CheckScore
from detente.formats.source import Source
from detente.formats.tests.reading import read


def check(name, score, weight=5.0, *, repository="github.com/o/r", on="2026-07-01"):
    return fact(CheckScore(repository, name, score, weight), valid_from=at(on))


@st.composite
def checks(draw):
    record = CheckScore(
        draw(st.sampled_from(["one", "two"])),
        draw(st.sampled_from(["SAST", "Fuzzing", "License"])),
        draw(st.none() | st.integers(0, 10)),
        draw(st.sampled_from([10.0, 7.5, 5.0, 2.5, 0.0])),
    )
    return fact(record, valid_from=draw(moments()))


class TestSecureDevelopment:
    def test_is_the_share_of_the_reference_case_on_its_real_file(self, shared_data):
        case = json.loads((shared_data / "reference/scorecard_method_cases.json").read_text())["cases"][3]
        source = Source(shared_data / "ossf-scorecard/result_nodejs_2ac5e98.json", "r.json")

        one = only("T6", imported(read(FORMAT, source).found, FORMAT.assurance), as_of=at("2023-04-27"))

        _, points, level, _, share_for, share_against = case["inputs"]["items"]["T6"][0]
        assert (one.points, one.level) == (points, level)
        assert one.share_for == pytest.approx(share_for, abs=1e-9)
        assert one.share_against == pytest.approx(share_against, abs=1e-9)

    def test_agrees_with_a_sum_by_hand_over_a_real_file(self, shared_data):
        source = Source(shared_data / "ossf-scorecard/result_nodejs_077fd7d.json", "r.json")
        written = {check["name"]: check["score"] for check in source.json()["checks"]}
        scored = {name: score for name, score in written.items() if score != -1}
        weights = sum(WEIGHTS[name] for name in written)

        one = only("T6", imported(read(FORMAT, source).found, FORMAT.assurance), as_of=at("2023-06-08"))

        assert one.share_for == pytest.approx(
            sum(WEIGHTS[name] * scored[name] / 10 for name in scored) / weights
        )
        assert one.share_against == pytest.approx(
            sum(WEIGHTS[name] * (10 - scored[name]) / 10 for name in scored) / weights
        )
        assert (
            one.words
            == "15 of 18 checks of github.com/nodejs/node were scored; weighted by risk they reach 59%."
        )
        assert 0 < one.age_days < 1

    def test_leaves_what_could_not_be_scored_unknown(self):
        one = only("T6", document(check("SAST", 10), check("Fuzzing", 0), check("License", None, 10)))

        assert (one.share_for, one.share_against) == (0.25, 0.25)

    def test_is_the_mean_of_several_repositories(self):
        one = only(
            "T6",
            document(
                check("SAST", 10), check("SAST", 0, repository="two"), check("Fuzzing", 0, repository="two")
            ),
        )

        assert (one.share_for, one.share_against) == (0.5, 0.5)
        assert "3 of 3 checks of 2 repositories" in one.words

    def test_takes_the_latest_run_of_a_repository(self):
        one = only(
            "T6",
            document(check("SAST", 10, on="2026-01-01"), check("SAST", 4), check("SAST", 9, on="2026-02-01")),
        )

        assert one.share_for == 0.4
        assert one.age_days == pytest.approx(14.5)

    def test_of_two_files_keeps_the_better_and_the_worse_apart(self):
        points = filled("T6", [*document(check("SAST", 9)), *document(check("SAST", 3), number=2)])

        assert points.total_good == pytest.approx(12 * 0.9)
        assert points.total_bad == pytest.approx(12 * 0.7)

    def test_fades_from_three_months_on(self):
        run = document(check("SAST", 10, on="2026-01-01"))

        assert filled("T6", run, as_of=at("2026-04-01")).total_good == 12
        assert filled("T6", run, as_of=at("2026-09-28")).total_good == pytest.approx(6)

    def test_needs_a_check_with_a_weight(self):
        assert shown("T6", document(check("SAST", 10, 0.0))) == []

    def test_is_planned_as_the_definition_says(self):
        assert known_criteria()["T6"].definition.slots == {"unit": "once", "count": 1, "points": code.POINTS}

    @given(documents(checks()))
    @settings(deadline=None, max_examples=60)
    def test_is_never_lowered_by_one_more_run(self, several):
        *before, added = several

        assert_adding_never_lowers("T6", flat(before), added)

    @given(documents(checks()), LATER)
    @settings(deadline=None, max_examples=60)
    def test_is_never_raised_by_time(self, several, later):
        assert_time_never_raises("T6", flat(several), later=later)
