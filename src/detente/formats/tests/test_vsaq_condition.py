"""When VSAQ asks a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.vsaq_condition import is_met

VALUES = {"a": "checked", "b": "", "open": "no", "text": "something"}


class TestIsMet:
    @pytest.mark.parametrize(
        ("condition", "met"),
        [
            ("", True),
            ("a", True),
            ("b", False),
            ("c", False),
            ("!c", True),
            ("text", True),
            ("a && b", False),
            ("a || b", True),
            ("b || a && !c", True),
            ("!(a || b)", False),
            ("(b || a) && (c || !b)", True),
            ("open/no", True),
            ("open/yes", False),
            ("b && !^tip", False),
            ("a && !^tip", True),
        ],
    )
    def test_follows_the_operators(self, condition, met):
        assert is_met(condition, VALUES) is met

    @pytest.mark.parametrize("condition", ["&&", "b b", "(b", "b)", "b ? a : c", "!"])
    def test_asks_where_the_condition_cannot_be_read(self, condition):
        assert is_met(condition, VALUES)

    @given(st.text(alphabet="ab!&|()^/ "))
    def test_never_fails(self, condition):
        assert is_met(condition, VALUES) in {True, False}

    def test_never_fails_on_deep_nesting(self):
        assert is_met("(" * 100_000, VALUES)
