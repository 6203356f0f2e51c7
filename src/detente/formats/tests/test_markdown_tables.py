"""Tables in Markdown."""

from detente.formats.markdown_tables import tables


def of(text):
    return list(tables(enumerate(text.splitlines(), 1)))


class TestTables:
    def test_have_a_header_and_rows_with_their_lines(self):
        (table,) = of("Text\n\n| A | B |\n|---|:-:|\n| 1 | 2 |\n| 3 | 4 |\n\nMore")

        assert table.header == ("A", "B")
        assert [(row.line, row.cells) for row in table.rows] == [(5, ("1", "2")), (6, ("3", "4"))]

    def test_need_no_bars_at_the_edges(self):
        (table,) = of("A | B\n--- | ---\n1 | 2")

        assert table.rows[0].cells == ("1", "2")

    def test_keep_an_empty_first_cell(self):
        (table,) = of("| A | B |\n|---|---|\n|   | 2 |")

        assert table.rows[0].cells == ("", "2")

    def test_keep_a_bar_that_is_escaped(self):
        (table,) = of("| A | B |\n|---|---|\n| x \\| y | 2 |")

        assert table.rows[0].cells == ("x | y", "2")

    def test_end_at_a_line_without_a_bar(self):
        first, second = of("|A|\n|-|\n|1|\n\n|B|\n|-|\n|2|")

        assert (first.header, second.header) == (("A",), ("B",))

    def test_are_none_without_a_row_of_dashes(self):
        assert of("| A | B |\n| 1 | 2 |") == []

    def test_are_none_where_the_dashes_do_not_fit_the_header(self):
        assert of("| A | B |\n|---|\n| 1 | 2 |") == []
