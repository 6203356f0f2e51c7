"""Lines of the summary that are longer than a terminal."""

import pytest

from detente.site.commands.summary.printing import COLUMNS, cut


class TestALongLine:
    @pytest.mark.parametrize(
        "line", ["the mail of that day has the evidence attached, " * 5, "x" * 300, "x " * 99]
    )
    def test_ends_after_a_word_and_says_that_it_goes_on(self, line):
        found = cut(line)

        assert len(found) <= COLUMNS
        assert found.endswith("…")
        assert line.startswith(found[:-1])
        assert " " not in line or line[len(found) - 1] in " ,"

    def test_stays_whole_where_it_fits(self):
        assert cut("a" * COLUMNS) == "a" * COLUMNS
