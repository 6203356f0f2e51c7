"""The range from demonstrated to possible: its geometry, its words, its states."""

import pytest

from detente.ui.components.evidence_slot.evidence_slot import evidence_slot, evidence_slots
from detente.ui.components.interval.interval import PointsIn, interval
from detente.ui.components.interval_bar.interval_bar import interval_bar
from detente.ui.components.sparkline.sparkline import sparkline
from detente.ui.errors import OutsideScale, UnknownWord
from detente.ui.figures import points
from detente.ui.tests.html import read


def shape(html: str, name: str):
    found = [element for element in read(html).walk() if (element.attributes.get("class") or "") == name]
    return {key: float(found[0].attributes[key]) for key in ("x", "y", "width", "height")} if found else None


class TestIntervalBar:
    def test_is_solid_from_zero_to_the_demonstrated_end(self):
        assert shape(interval_bar(62, 81), "dt-bar-demonstrated") == {
            "x": 0,
            "y": 15,
            "width": 62,
            "height": 6,
        }

    def test_is_half_as_high_up_to_the_possible_end(self):
        assert shape(interval_bar(62, 81), "dt-bar-possible") == {
            "x": 62,
            "y": 16.5,
            "width": 19,
            "height": 3,
        }

    def test_has_a_cap_of_full_height_at_the_possible_end(self):
        cap = shape(interval_bar(62, 81), "dt-bar-cap")

        assert cap["height"] == 6
        assert cap["x"] < 81 < cap["x"] + cap["width"]

    @pytest.mark.parametrize("possible", [0, 0.3, 50, 99.9, 100])
    def test_keeps_the_cap_within_the_scale(self, possible):
        cap = shape(interval_bar(0, possible), "dt-bar-cap")

        assert cap["x"] >= 0
        assert cap["x"] + cap["width"] <= 100.05

    def test_shows_a_sliver_where_nothing_is_demonstrated(self):
        assert shape(interval_bar(0, 98), "dt-bar-demonstrated")["width"] == 0.8

    def test_draws_no_range_without_evidence(self):
        html = interval_bar(None, None)

        assert shape(html, "dt-bar-track") == {"x": 0, "y": 17.5, "width": 100, "height": 1}
        assert shape(html, "dt-bar-demonstrated") is None
        assert shape(html, "dt-bar-cap") is None

    def test_outlines_what_one_source_denies(self):
        html = interval_bar(86, 14)

        assert shape(html, "dt-bar-denied")["x"] == 14
        assert shape(html, "dt-bar-denied")["width"] == 72
        assert shape(html, "dt-bar-demonstrated")["width"] == 14
        assert shape(html, "dt-bar-possible") is None

    def test_draws_the_floor_as_high_as_the_row(self):
        assert 'd="M55 0V36"' in interval_bar(48, 77, floor=55)
        assert 'd="M55 0V16"' in interval_bar(48, 77, floor=55, size="header")

    @pytest.mark.parametrize("value", [-0.1, 100.1, float("nan"), float("inf")])
    def test_refuses_what_is_not_on_the_scale(self, value):
        with pytest.raises(OutsideScale, match="pass points from 0 to 100"):
            interval_bar(value, 90)

    def test_refuses_a_size_that_it_does_not_have(self):
        with pytest.raises(UnknownWord, match="'huge'; use one of 'row'"):
            interval_bar(1, 2, size="huge")


class TestInterval:
    def test_prints_both_ends_and_says_which_is_which(self):
        words = read(interval(61, 91, about="Trust of Kestrel")).words()

        assert "61 demonstrated , 91 possible" in words or "61 demonstrated, 91 possible" in words

    def test_leads_from_the_figure_to_its_computation(self):
        (link,) = read(interval(61, 91, about="Trust of Kestrel", why="/why/")).all("a")

        assert link.attributes["href"] == "/why/"
        assert link.attributes["aria-label"] == "Why 61? Trust of Kestrel"
        assert "data-drawer" in link.attributes

    def test_says_that_it_is_below_the_floor(self):
        assert "below the agreed floor of 50" in interval(43, 95, about="x", floor=50)
        assert "below" not in interval(50, 95, about="x", floor=50)

    def test_never_rounds_a_figure_up_to_the_floor_that_it_misses(self):
        words = read(interval(49.8, 95, about="x", floor=50)).words()

        assert "below the agreed floor of 50 49 demonstrated" in words

    def test_says_no_evidence_in_place_of_zero(self):
        words = read(interval(None, None, about="x", why="/why/")).words()

        assert words == "No evidence yet why?"

    def test_shows_points_while_it_is_too_early(self):
        words = read(interval(1, 99, about="x", too_early=PointsIn(14.5, 240))).words()

        assert words == "Too early 14.5 of 240 points in"

    def test_says_that_sources_disagree(self):
        words = read(interval(86, 14, about="x", floor=90)).words()

        assert "Sources disagree" in words
        assert "below" not in words


class TestPoints:
    @pytest.mark.parametrize(
        ("value", "floor", "shown"),
        [(54.6, None, "55"), (54.6, 55, "54"), (54.4, 55, "54"), (55, 55, "55"), (54.9, 54.95, "54")],
    )
    def test_are_whole_and_never_hide_a_missed_floor(self, value, floor, shown):
        assert points(value, floor) == shown


class TestEvidenceSlots:
    def test_count_those_that_are_not_empty(self):
        assert read(evidence_slots((0.4, 1.0, 0.0))).words() == "2 of 3 slots filled"

    def test_fill_from_below(self):
        assert 'y="7" width="8" height="6"' in evidence_slot(0.5)

    def test_show_a_line_for_the_least_that_counts(self):
        assert 'height="1"' in evidence_slot(0.001)

    def test_are_dashed_when_empty(self):
        assert "dt-slot-empty" in evidence_slot(0)
        assert "dt-slot-fill" not in evidence_slot(0)

    def test_refuse_points_in_place_of_shares(self):
        with pytest.raises(OutsideScale, match="pass a share from 0"):
            evidence_slots((12.0,))


class TestSparkline:
    def test_changes_in_steps(self):
        assert 'd="M1 14H31V2"' in sparkline((40, 60))

    def test_draws_small_changes_small(self):
        assert 'd="M1 8.4H31V7.6"' in sparkline((50, 51))

    def test_leaves_a_gap_where_nothing_is_known(self):
        assert sparkline((20, 24, None, 40, 44)).count("M") == 2

    @pytest.mark.parametrize("values", [(), (40,), (None, 40, None)])
    def test_needs_two_values(self, values):
        assert sparkline(values) == ""
