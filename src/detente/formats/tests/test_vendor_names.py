"""When two written names are the same, when a person is asked, and when neither."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.vendor_names import may_be_same, name_words, same_name, words_may_be_same

NAMES = st.text(max_size=30) | st.lists(
    st.sampled_from(["Acme", "The", "Cloud", "Inc.", "GmbH", "É", "&", "Software", "LLC", "  "]), max_size=6
).map(" ".join)


class TestTheRule:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Schneider Electric", "SCHNEIDER  ELECTRIC SE"),
            ("Kestrel, Inc.", "kestrel"),
            ("The Kestrel Company", "Kestrel"),
            ("Zürich", "Zurich AG"),
            ("A.B.C. Ltd", "ABC"),
            ("Smith & Wells", "Smith and Wells LLP"),
            ("Straße", "STRASSE"),
        ],
    )
    def test_passes_over_case_accents_signs_and_legal_forms(self, one, other):
        assert same_name(one) == same_name(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Schneider Electric", "Schneider Electric Software, LLC"),
            ("Kestrel", "Kestrels"),
            ("Acme One", "Acme Two"),
            ("One Acme", "Acme One"),
            ("3M", "M3"),
        ],
    )
    def test_never_merges_names_of_other_words(self, one, other):
        assert same_name(one) != same_name(other)

    def test_leaves_a_name_that_is_a_legal_form_as_it_is(self):
        assert same_name("SAS") == "sas"
        assert same_name("The Limited") == "the limited"

    @pytest.mark.parametrize("name", ["", "  ", "&", "...", "漢字"])
    def test_finds_nothing_in_common_between_names_without_letters_it_knows(self, name):
        assert same_name(name) in {"", "and"}

    @given(NAMES)
    def test_gives_the_same_for_what_it_gave(self, name):
        assert same_name(same_name(name)) == same_name(name)

    def test_merges_no_two_vendors_of_the_real_catalogue(self, shared_data):
        entries = json.loads((shared_data / "vuln/kev/kev_2025-08-25.json").read_bytes())["vulnerabilities"]
        vendors = {one["vendorProject"] for one in entries}

        alike = {same_name(one): one for one in vendors}

        assert len(vendors) > 200
        assert len(alike) == len(vendors)


class TestTheQuestion:
    def test_is_asked_where_one_name_begins_the_other(self):
        assert may_be_same("Schneider Electric Software, LLC", "Schneider Electric")
        assert may_be_same("Acme", "Acme Cloud Payments Ltd")

    @pytest.mark.parametrize("other", ["Kesterel", "Kestrelle Foods", "New Kestrel", "", "Inc"])
    def test_is_not_asked_of_other_names(self, other):
        assert not may_be_same("Kestrel", other)

    @given(NAMES, NAMES)
    def test_is_the_same_from_either_side(self, one, other):
        assert may_be_same(one, other) == may_be_same(other, one)
        assert may_be_same(one, other) == words_may_be_same(name_words(one), name_words(other))

    @given(NAMES)
    def test_is_asked_of_what_is_the_same_by_rule(self, name):
        if name_words(name):
            assert may_be_same(name, f"THE {name}, Inc.") or name_words(name) != name_words(
                f"THE {name}, Inc."
            )
