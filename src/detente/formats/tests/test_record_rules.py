"""The rules of each kind fit its fields."""

import datetime as dt

import pytest

from detente.formats.record_rules import RULES, SHARE, known_fields, rules, shapes
from detente.formats.records import KINDS, Record, Ticket


class TestRules:
    def test_are_there_for_every_kind_and_for_nothing_else(self):
        assert set(RULES) == set(KINDS)

    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_name_fields_that_there_are(self, kind):
        own = RULES[kind]
        fields = {shape.name: shape.type for shape in shapes(KINDS[kind])}
        dates = {name for name, one in fields.items() if one in {dt.date, dt.datetime}}

        assert own.identity
        assert {*own.identity, *own.words, *own.ranges} <= set(fields)
        assert set(own.begins) <= dates
        assert {name for pair in own.order for name in pair} <= set(fields)
        assert all(fields[name] is str for name in own.words)
        assert all(fields[name] in {int, float} for name in own.ranges)

    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_bound_every_share(self, kind):
        shares = [shape.name for shape in shapes(KINDS[kind]) if "share" in shape.name]

        assert all(RULES[kind].ranges[name] == SHARE for name in shares)

    def test_are_empty_for_a_kind_without(self):
        assert rules(Record).identity == ()


class TestShapes:
    def test_tell_what_a_row_must_have(self):
        required = [shape.name for shape in shapes(Ticket) if shape.required]

        assert required == ["number", "opened_at"]

    def test_tell_what_stands_for_silence(self):
        silent = {shape.name: shape.silent for shape in shapes(Ticket)}

        assert (silent["resolved_at"], silent["reopened"], silent["state"]) == (None, None, "")

    def test_leave_out_what_is_no_field(self):
        assert "kind" not in known_fields()
        assert {"number", "uptime_share", "told"} <= known_fields()
