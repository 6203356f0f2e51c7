"""A range in a terminal."""

import pytest

from detente.rendering.text_bars import BLOCKS, PLAIN, bar, ink_for


class TestABar:
    @pytest.mark.parametrize(
        ("low", "high", "drawn"),
        [
            (0, 100, "░░░░░░░░░░░░"),
            (100, 100, "████████████"),
            (50, 75, "██████░░░···"),
            (0, 0, "············"),
        ],
    )
    def test_shows_what_is_demonstrated_possible_and_beyond(self, low, high, drawn):
        assert bar(low, high) == drawn

    def test_is_as_long_when_sources_disagree(self):
        assert len(bar(74, 60)) == len(bar(60, 74)) == 12

    def test_can_be_told_apart_where_a_terminal_knows_ascii_alone(self):
        assert bar(50, 75, PLAIN) == "######---..."


class TestInk:
    @pytest.mark.parametrize(
        ("encoding", "ink"), [("utf-8", BLOCKS), ("ascii", PLAIN), (None, PLAIN), ("nonsense", PLAIN)]
    )
    def test_is_what_the_terminal_can_show(self, encoding, ink):
        assert ink_for(encoding) is ink
