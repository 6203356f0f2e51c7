"""Rows read together give what the same rows give one by one, whatever is wrong with some of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.formats import rows_at_once
from detente.formats.detente_csv import FORMAT
from detente.formats.mapped_table import mapped_format
from detente.formats.mapping import read_mapping
from detente.formats.tests.reading import source_of

HEADER = "kind,vendor,number,opened_at,resolved_at,priority,kept_sla,state\n"
MAPPING = (
    "kind: ticket\nvendor: vendor\nfields:\n  number: number\n  opened_at: opened_at\n  resolved_at: resolved_at\n"
    "  priority: priority\n  kept_sla: kept_sla\n  state: state\n"
)
MOMENTS = st.sampled_from(
    [
        "2026-01-01T00:00:00Z",
        "2026-01-02T00:00:00+00:00",
        "2026-01-03T00:00:00+02:00",
        "2026-01-04",
        "",
        "?",
        "soon",
    ]
)
USUAL = st.builds(
    "ticket,Acme,{},2026-01-01T00:00:00Z,2026-01-02T00:00:00Z,1,yes,closed".format, st.integers(0, 9)
)
ODD = st.one_of(
    st.builds(
        "{},{},{},{},{},{},{},{}".format,
        st.sampled_from(["ticket", "ticket ", "usage", "nonsense", ""]),
        st.sampled_from(["Acme", " Acme", "", "?"]),
        st.sampled_from(["1", " 2 ", "", "?"]),
        MOMENTS,
        MOMENTS,
        st.sampled_from(["1", "4", "5", "", "x"]),
        st.sampled_from(["yes", "no", "", "perhaps"]),
        st.sampled_from(["closed", " open", "?", ""]),
    ),
    st.sampled_from(["", ",,,,,,,", "ticket", "ticket,Acme,1,2026-01-01,,,,,,,,"]),
)
TABLES = st.lists(USUAL | ODD, max_size=12).map(lambda rows: HEADER + "".join(f"{row}\n" for row in rows))


def apart(rows, _place, _read_all, one_by_one):
    """Stand in for `findings`: read each row by itself."""
    return one_by_one(rows)


def assert_same(one, source):
    """Check that a format finds the same whether some rows are read at once or each by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows_at_once, "AT_ONCE", 3)
        together = list(one.parse(source))
        patch.setattr(f"{one.parse.__module__}.findings", apart)
        assert together == list(one.parse(source))


class TestRowsReadTogether:
    @settings(max_examples=200, deadline=None)
    @given(table=TABLES)
    def test_give_what_they_give_apart_in_our_own_table(self, tmp_path_factory, table):
        assert_same(FORMAT, source_of(tmp_path_factory.mktemp("t"), table))

    @settings(max_examples=200, deadline=None)
    @given(table=TABLES)
    def test_give_what_they_give_apart_in_a_mapped_table(self, tmp_path_factory, table):
        assert_same(mapped_format(read_mapping(MAPPING, "m")), source_of(tmp_path_factory.mktemp("t"), table))
