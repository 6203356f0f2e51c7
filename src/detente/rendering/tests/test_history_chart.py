"""The history of a range as a Vega-Lite spec."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from detente.rendering.errors import DescriptionMissing, NothingToDraw, PointOutsideScale, PointsOutOfOrder
from detente.rendering.history_chart import HistoryPoint, HistoryWords, history_chart, history_rows
from detente.rendering.tests.history_of_kestrel import DESCRIPTION, POINTS, UNTIL

PACKAGE = Path(__file__).resolve().parents[2]
CATALOGUE_EXAMPLE = PACKAGE / "ui" / "components" / "chart" / "example_spec.json"


def chart(points=POINTS, **changes):
    return history_chart(points, **{"description": DESCRIPTION, "until": UNTIL, **changes})


def layer(spec, name):
    return next(one for one in spec["layer"] if one["name"] == name)


class TestHistoryChart:
    def test_is_the_one_that_the_catalogue_shows(self):
        assert json.loads(CATALOGUE_EXAMPLE.read_text()) == json.loads(json.dumps(chart()))

    def test_always_reaches_from_zero_to_a_hundred(self):
        spec = chart((HistoryPoint(date(2026, 1, 1), 50, 51),))

        for name in ("possible", "floor", "demonstrated", "newest"):
            assert layer(spec, name)["encoding"]["y"]["scale"] == {"domain": [0, 100]}

    def test_changes_in_steps(self):
        for name in ("possible", "floor", "demonstrated"):
            assert layer(chart(), name)["mark"]["interpolate"] == "step-after"

    def test_reads_days_without_shifting_them_into_a_time_zone(self):
        assert chart()["data"]["format"]["parse"] == {"on": "utc:'%Y-%m-%d'", "ends": "utc:'%Y-%m-%d'"}
        assert layer(chart(), "demonstrated")["encoding"]["x"]["scale"] == {"type": "utc"}

    def test_carries_its_description_and_loads_nothing(self):
        spec = chart(description=f"  {DESCRIPTION} ")

        assert spec["description"] == DESCRIPTION
        assert "url" not in json.dumps(spec["data"])

    def test_takes_a_width_in_pixels_for_paper(self):
        assert chart(width=420)["width"] == 420
        assert chart()["width"] == "container"

    @pytest.mark.parametrize("years", [0.01, 0.1, 0.5, 1, 3, 10])
    def test_names_few_months_whatever_the_span(self, years):
        days = int(365 * years)
        spec = chart((HistoryPoint(UNTIL - timedelta(days=days), 1, 2),))
        ticks = layer(spec, "demonstrated")["encoding"]["x"]["axis"]["tickCount"]

        labels = ticks if isinstance(ticks, int) else days / 30.4 / ticks["step"]
        assert labels <= 11

    def test_refuses_to_be_without_a_description(self):
        with pytest.raises(DescriptionMissing, match="say in one sentence"):
            chart(description="  ")

    @pytest.mark.parametrize("points", [(), (HistoryPoint(date(2026, 1, 1), None, None, floor=50),)])
    def test_refuses_to_draw_nothing(self, points):
        with pytest.raises(NothingToDraw, match="say 'no evidence yet' in place"):
            chart(points)

    @pytest.mark.parametrize("days", [(2, 1), (1, 1)])
    def test_refuses_days_out_of_order(self, days):
        with pytest.raises(PointsOutOfOrder, match="the oldest first"):
            chart(tuple(HistoryPoint(date(2026, 1, day), 1, 2) for day in days))

    def test_refuses_points_after_the_date_shown(self):
        with pytest.raises(PointsOutOfOrder, match="leave out later points"):
            chart(until=date(2026, 1, 1))

    @pytest.mark.parametrize("name", ["demonstrated", "possible", "floor"])
    @pytest.mark.parametrize("value", [-1, 101, float("nan"), float("inf")])
    def test_refuses_figures_off_the_scale(self, name, value):
        figures = {"demonstrated": 1, "possible": 2, "floor": 3, name: value}

        with pytest.raises(PointOutsideScale, match=f"{name} on 2026-01-01 is"):
            chart((HistoryPoint(date(2026, 1, 1), **figures), HistoryPoint(date(2026, 1, 2), 4, 5)))


class TestHistoryRows:
    def test_hold_each_point_until_the_next_one_and_the_last_until_the_date_shown(self):
        rows = history_rows(POINTS, until=UNTIL)

        assert [row["ends"] for row in rows[:-2]] == [row["on"] for row in rows[1:-1]]
        assert rows[-2]["ends"] == rows[-1]["on"] == "2026-11-24"
        assert rows[-1]["ends"] is None

    def test_mark_the_newest_figure_only(self):
        assert [row.get("newest") for row in history_rows(POINTS, until=UNTIL)] == [None] * 13 + [True]

    def test_never_show_missing_evidence_as_zero(self):
        first, _, _ = history_rows(
            (HistoryPoint(date(2026, 1, 1), None, None), HistoryPoint(date(2026, 2, 1), 0, 98)), until=UNTIL
        )

        assert (first["low"], first["low_words"], first["floor_words"]) == (None, "no evidence yet", "–")
        assert first["says"] == "1 Jan 2026\nno evidence yet"

    def test_show_a_demonstrated_zero_as_zero(self):
        first, _ = history_rows((HistoryPoint(date(2026, 2, 1), 0, 98, floor=50),), until=UNTIL)

        assert first["says"] == "1 Feb 2026\n0 demonstrated, 98 possible\n50 agreed floor"

    def test_speak_the_readers_language(self):
        words = HistoryWords(
            demonstrated="belegt", possible="möglich", months=("Jän", *HistoryWords().months[1:])
        )
        first, _ = history_rows((HistoryPoint(date(2026, 1, 1), 3, 98),), until=UNTIL, words=words)

        assert first["says"] == "1 Jän 2026\n3 belegt, 98 möglich"
