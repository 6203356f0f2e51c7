"""A use case is permitted, scoped, in one transaction and on record; a query only permitted and scoped."""

import json
from dataclasses import replace
from datetime import datetime

import pytest
from django.db import connection
from pydantic import SecretStr

from detente.foundation import registry
from detente.foundation.access import Actor
from detente.foundation.errors import NotPermitted
from detente.foundation.models import AuditPayload
from detente.foundation.roles import EVERYONE, Permission, Role
from detente.foundation.tenancy import (
    NoScope,
    Visibility,
    acting_for,
    acting_for_the_installation,
    current_scope,
)
from detente.foundation.tests.people import NOON
from detente.foundation.use_case import query, use_case
from detente.site.tests.planted.models import Note

WRITE = Permission("write notes", frozenset({Role.CISO}))
READ = Permission("read notes", EVERYONE)


@pytest.fixture
def write(monkeypatch):
    monkeypatch.setattr(registry, "OPERATIONS", {})

    @use_case("notes.write_note", path="notes", permission=WRITE)
    def write_note(*, actor: Actor, text: str, pin: SecretStr | None = None, at: datetime) -> int:
        """Write a note."""
        note = Note.objects.create(customer_id=actor.organisation, visibility=Visibility.CUSTOMER, text=text)
        if text == "broken":
            raise ZeroDivisionError
        return note.pk

    return write_note


@pytest.fixture
def read(monkeypatch):
    monkeypatch.setattr(registry, "OPERATIONS", {})

    @query("notes.read_notes", path="notes", permission=READ)
    def read_notes(*, actor: Actor) -> list[str]:
        """Read the notes."""
        assert current_scope().organisation == actor.organisation
        return list(Note.objects.values_list("text", flat=True))

    return read_notes


def recorded():
    with acting_for_the_installation(because="tests read every entry"):
        return [json.loads(one.body) for one in AuditPayload.objects.order_by("entry_id")]


class TestAUseCase:
    def test_acts_for_the_actors_organisation_and_is_put_on_record(self, write, the_ciso):
        write(actor=the_ciso, text="hello", at=NOON)
        (entry,) = recorded()

        assert entry["verb"] == "notes.write_note"
        assert entry["inputs"] == {"text": "hello"}
        assert entry["organisation"] == the_ciso.organisation
        assert entry["actor"]["person"] == the_ciso.person

    def test_keeps_secrets_off_the_record(self, write, the_ciso):
        write(actor=the_ciso, text="hello", pin=SecretStr("hunter2"), at=NOON)

        assert "hunter2" not in json.dumps(recorded())

    def test_does_nothing_without_the_permission(self, write, the_analyst, the_ciso):
        for actor in (the_analyst, replace(the_ciso, only=frozenset({"read notes"}))):
            with pytest.raises(NotPermitted):
                write(actor=actor, text="hello", at=NOON)
        with acting_for_the_installation(because="tests look"):
            assert not Note.objects.exists()
        assert recorded() == []

    def test_leaves_neither_rows_nor_an_entry_when_it_fails(self, write, the_ciso):
        with pytest.raises(ZeroDivisionError):
            write(actor=the_ciso, text="broken", at=NOON)
        with acting_for_the_installation(because="tests look"):
            assert not Note.objects.exists()
        assert recorded() == []

    def test_leaves_no_rows_when_it_cannot_be_put_on_record(self, write, the_ciso, monkeypatch):
        def full(**_):
            raise OSError("disk full")

        monkeypatch.setattr("detente.foundation.use_case.record", full)
        with pytest.raises(OSError, match="disk full"):
            write(actor=the_ciso, text="hello", at=NOON)
        with acting_for_the_installation(because="tests look"):
            assert not Note.objects.exists()

    @pytest.mark.parametrize("missing", [{"actor": None}, {"actor": "the ciso"}, {"at": "noon"}])
    def test_says_what_its_caller_forgot(self, missing, write, the_ciso):
        with pytest.raises(TypeError, match="must be"):
            write(**{"actor": the_ciso, "text": "hello", "at": NOON, **missing})

    def test_leaves_no_scope_open(self, write, the_ciso):
        write(actor=the_ciso, text="hello", at=NOON)

        with pytest.raises(NoScope):
            current_scope()

    def test_within_another_one_acts_for_its_own_actor(self, write, the_ciso, the_stranger):
        with acting_for(the_stranger.organisation, writes=True):
            write(actor=the_ciso, text="hello", at=NOON)

            assert not Note.objects.exists()
        with acting_for(the_ciso.organisation, writes=False):
            assert Note.objects.get().text == "hello"


class TestAQuery:
    def test_sees_the_actors_organisation_and_leaves_no_trace(self, read, the_ciso, the_stranger):
        with acting_for(the_ciso.organisation, writes=True):
            Note.objects.create(customer_id=the_ciso.organisation, visibility=1, text="ours")

        assert read(actor=the_ciso) == ["ours"]
        assert read(actor=the_stranger) == []
        assert recorded() == []

    def test_needs_the_permission(self, read, the_ciso):
        with pytest.raises(NotPermitted):
            read(actor=replace(the_ciso, only=frozenset()))

    def test_waits_for_no_writer(self, read, the_ciso, django_assert_num_queries):
        """On SQLite a transaction begins as a writer; a query opens none, and on PostgreSQL it costs three."""
        with django_assert_num_queries(1 if connection.vendor == "sqlite" else 5):
            read(actor=the_ciso)
