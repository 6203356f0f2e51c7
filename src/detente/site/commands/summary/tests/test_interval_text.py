"""A dimension in a column of the summary."""

import pytest

from detente.assessment.scorecards.contracts import DimensionShown, Ends, Points
from detente.site.commands.summary.interval_text import WIDTH, interval


def dimension(ends=None, *, points=(0.0, 0.0), below=False):
    return DimensionShown(
        "trust", "Trust", ends, Points(*points, 96.0 - sum(points)), 96.0, sum(points) / 96, 30.0, below
    )


class TestAnInterval:
    def test_prints_both_ends_beside_the_bar(self):
        assert interval(dimension(Ends(58.3, 91.6))).strip() == "58 ███████░░░░·  92"

    def test_marks_what_is_below_the_agreed_floor(self):
        assert interval(dimension(Ends(15, 53), below=True)).startswith("▼15 ")

    def test_says_how_early_it_is_instead_of_a_number(self):
        assert interval(dimension(points=(8.5, 0.3))).strip() == "too early: 8.8 of 96"

    def test_is_no_zero_where_there_is_no_evidence(self):
        assert interval(dimension()).strip() == "no evidence yet"

    @pytest.mark.parametrize("one", [dimension(), dimension(Ends(100, 100)), dimension(points=(23.0, 0.0))])
    def test_keeps_to_its_column(self, one):
        assert len(interval(one)) == WIDTH
