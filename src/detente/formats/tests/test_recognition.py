"""Of public and own tables: every sample fits one format, and recognising never fails."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats import (
    detente_csv,
    kev,
    openssf_scorecard,
    scorecard_monitor,
    statuspage,
    ticket_log,
    upptime_events,
    upptime_status,
)
from detente.formats.errors import FormatError
from detente.formats.format import formats_by_name
from detente.formats.found import Found, PassedOver, Rejected
from detente.formats.source import Source
from detente.formats.tests.reading import source_of

FORMATS = (
    detente_csv.FORMAT,
    *kev.FORMATS,
    openssf_scorecard.FORMAT,
    scorecard_monitor.FORMAT,
    statuspage.FORMAT,
    ticket_log.FORMAT,
    upptime_events.FORMAT,
    *upptime_status.FORMATS,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 20) | st.text(max_size=5) | st.just("2024-05-31"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("repo", "scorecard", "checks", "score", "date", "name", "previous", "current", "page"),
                    *("incidents", "vulnerabilities", "catalogVersion", "cveID", "schemaVersion", "label"),
                    *("uptimeMonth", "slug", "dailyMinutesDown", "incident_updates", "components"),
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
PARSED_JSON = (
    kev.FORMATS[0],
    openssf_scorecard.FORMAT,
    scorecard_monitor.FORMAT,
    statuspage.FORMAT,
    *upptime_status.FORMATS[1:],
)


class TestMatches:
    @given(st.binary(max_size=200) | st.sampled_from([b"{", b"[", b"PK\x03\x04", b"\x1f\x8b", b'"', b"a,\0"]))
    def test_never_raises(self, tmp_path_factory, content):
        source = source_of(tmp_path_factory.mktemp("any"), content)

        assert {one.matches(source) for one in FORMATS} <= {True, False}

    def test_never_raises_without_a_file(self, tmp_path):
        assert not any(one.matches(Source(tmp_path / "gone", "gone")) for one in FORMATS)


class TestParse:
    @given(JSON)
    def test_rejects_rather_than_fails_whatever_the_json(self, tmp_path_factory, value):
        folder = tmp_path_factory.mktemp("json")
        for one in PARSED_JSON:
            try:
                findings = list(one.parse(source_of(folder, json.dumps(value))))
            except FormatError:
                continue
            assert all(isinstance(each, Found | Rejected | PassedOver) for each in findings)

    @pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
    @pytest.mark.parametrize(
        "content", [b"", b"\n\n", b"nothing,of,that\n1,2,3\n", b"[]", b"{}", b"3", b"a: b"]
    )
    def test_of_the_wrong_file_gives_no_facts(self, tmp_path, one, content):
        try:
            findings = list(one.parse(source_of(tmp_path, content)))
        except FormatError:
            return
        assert not any(isinstance(each, Found) for each in findings)


class TestATable:
    @pytest.mark.parametrize("name", [name for name, one in formats_by_name().items() if "csv" in one.media])
    def test_without_the_columns_of_a_format_is_unusable_though_it_is_forced(self, tmp_path, name):
        with pytest.raises(FormatError):
            list(formats_by_name()[name].parse(source_of(tmp_path, "x,y\n1,2\n")))
