"""The fields of a fact in words."""

import pytest

from detente.evidence.ledger.field_words import in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "not known"),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (2026, "2026"),
        (0.1 + 0.2, "0.3"),
        (1234.5, "1,234.5"),
        (0.0, "0"),
        ("2026-10-01", "1 October 2026"),
        ("2026-10-01T02:00:00+02:00", "1 October 2026, 00:00 UTC"),
        ("2026-13-45", "2026-13-45"),
        (["2026-10-01", True], "1 October 2026, yes"),
        ([], "none"),
        ({"sla": None}, "sla: not known"),
        ("F-01", "F-01"),
    ],
)
def test_a_field_reads_as_people_write_it(value, words):
    assert in_words(value) == words
