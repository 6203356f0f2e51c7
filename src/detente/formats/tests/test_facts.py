"""Facts as the ledger keeps them come back as they went in, whichever version wrote them."""

from datetime import UTC, date, datetime

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.formats.facts import UnknownKind, from_json, to_json
from detente.formats.record_rules import shapes
from detente.formats.records import KINDS, Certificate, Ticket

VALUES = {
    str: st.text(max_size=20),
    bool: st.booleans(),
    int: st.integers(0, 10**9),
    float: st.floats(-1e9, 1e9),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
}


def records(kind):
    """Records of a kind with any value in each of its fields, or None where it may have none."""
    cls = KINDS[kind]
    values = {
        one.name: st.none() | VALUES[one.type] if one.nullable else VALUES[one.type] for one in shapes(cls)
    }
    return st.builds(cls, **values)


class TestFacts:
    @pytest.mark.parametrize("kind", sorted(KINDS))
    @given(data=st.data())
    @settings(max_examples=20, deadline=None)
    def test_come_back_as_they_went_in(self, kind, data):
        record = data.draw(records(kind))

        assert from_json(kind, to_json(record)) == record

    def test_of_an_older_version_take_the_default_of_a_field_that_has_come_since(self):
        said = orjson.loads(to_json(Certificate("SOC 2", "in force", issued_on=date(2026, 1, 2))))
        del said["expiry_of"], said["auditor"]

        assert from_json("certificate", orjson.dumps(said)) == Certificate(
            "SOC 2", "in force", issued_on=date(2026, 1, 2)
        )

    def test_may_stand_in_any_order(self):
        record = Ticket("T1", datetime(2026, 1, 2, tzinfo=UTC), None, None, 2, kept_sla=True)
        said = dict(reversed(orjson.loads(to_json(record)).items()))

        assert from_json("ticket", orjson.dumps(said)) == record

    def test_of_a_newer_version_are_refused_by_name(self):
        said = orjson.loads(to_json(Certificate("SOC 2", "in force"))) | {"colour": "blue"}

        with pytest.raises(UnknownKind, match="wrote colour of a certificate"):
            from_json("certificate", orjson.dumps(said))

    def test_of_an_unknown_kind_are_refused(self):
        with pytest.raises(UnknownKind, match="'horoscope'"):
            from_json("horoscope", b"{}")
