"""PostgreSQL keeps tenants apart by itself: here the object-relational layer is left out altogether."""

import pytest
from django.apps import apps
from django.db import DatabaseError, ProgrammingError, connection, transaction

from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import Role
from detente.foundation.services.invite_person import invite_person
from detente.foundation.tenancy import TenantRow, Visibility, acting_for, acting_for_the_installation
from detente.foundation.tests.people import BANK, INSURER, NOON, RIVAL, SUPPLIER
from detente.site.tests.planted.models import Note, Remark

pytestmark = pytest.mark.django_db
on_postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no row-level security: the manager guards there"
)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@pytest.fixture
def notes(everybody):
    with acting_for_the_installation(because="tests plant rows of everybody"):
        for customer, vendor in ((BANK, SUPPLIER), (INSURER, SUPPLIER), (BANK, RIVAL)):
            for one in Visibility:
                Note.objects.create(
                    customer_id=customer,
                    vendor_id=vendor,
                    visibility=one,
                    text=f"{customer}-{vendor}-{one.name}",
                )


def insert(customer, vendor, visibility):
    return sql(
        "INSERT INTO planted_note (customer_id, vendor_id, visibility, text) VALUES (%s, %s, %s, 'x')",
        customer,
        vendor,
        visibility,
    )


@on_postgres
class TestTheDatabase:
    def test_is_asked_by_somebody_whom_its_rules_bind(self):
        [(superuser, bypass)] = sql(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )

        assert not superuser
        assert not bypass

    def test_shows_nothing_and_changes_nothing_without_a_scope(self, notes):
        assert sql("SELECT count(*) FROM planted_note") == [(0,)]
        assert sql("UPDATE planted_note SET text = 'x'") == 0
        assert sql("DELETE FROM planted_note") == 0

    def test_takes_nothing_without_a_scope(self, everybody):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            insert(BANK, SUPPLIER, 0)

    def test_makes_up_for_a_forgotten_filter(self, notes):
        with acting_for(OrganisationId(RIVAL), writes=False):
            assert {text for (text,) in sql("SELECT text FROM planted_note")} == {
                f"{BANK}-{RIVAL}-SHARED",
                f"{BANK}-{RIVAL}-VENDOR",
            }

    @pytest.mark.parametrize(
        ("customer", "vendor", "visibility"),
        [(INSURER, SUPPLIER, 0), (BANK, SUPPLIER, 2), (INSURER, None, 1), (None, None, 0)],
    )
    def test_takes_no_row_that_the_scope_may_not_see(self, customer, vendor, visibility, everybody):
        with pytest.raises(DatabaseError), acting_for(OrganisationId(BANK), writes=True):
            insert(customer, vendor, visibility)

    def test_lets_no_row_be_pushed_over_to_others(self, notes):
        with (
            pytest.raises(ProgrammingError, match="row-level"),
            acting_for(OrganisationId(BANK), writes=True),
        ):
            sql("UPDATE planted_note SET customer_id = %s", INSURER)

    def test_forgets_the_scope_with_its_end(self, notes):
        with acting_for(OrganisationId(BANK), writes=False):
            assert sql("SELECT count(*) FROM planted_note") == [(4,)]
            with acting_for(OrganisationId(RIVAL), writes=False):
                assert sql("SELECT count(*) FROM planted_note") == [(2,)]
            assert sql("SELECT count(*) FROM planted_note") == [(4,)]

        assert sql("SELECT count(*) FROM planted_note") == [(0,)]

    def test_forgets_the_scope_after_a_fault(self, notes):
        with pytest.raises(ZeroDivisionError), acting_for(OrganisationId(BANK), writes=True):
            raise ZeroDivisionError

        assert sql("SELECT count(*) FROM planted_note") == [(0,)]

    def test_protects_every_table_of_tenants(self):
        tables = [one._meta.db_table for one in apps.get_models() if issubclass(one, TenantRow)]
        protected = {
            name
            for (name,) in sql(
                "SELECT relname FROM pg_class c WHERE relrowsecurity AND relforcerowsecurity "
                "AND EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = c.oid)"
            )
        }

        assert tables
        assert set(tables) - protected == set(), "give the table ProtectRows in its migration"


@on_postgres
class TestInvitations:
    def test_are_seen_by_their_organisation_alone(self, the_ciso):
        invite_person(actor=the_ciso, email="new@example.org", role=Role.ANALYST, at=NOON)

        assert sql("SELECT count(*) FROM foundation_invitation") == [(0,)]
        with acting_for(OrganisationId(INSURER), writes=False):
            assert sql("SELECT count(*) FROM foundation_invitation") == [(0,)]
        with acting_for(OrganisationId(BANK), writes=False):
            assert sql("SELECT email FROM foundation_invitation") == [("new@example.org",)]


class TestAppendOnly:
    @pytest.mark.parametrize(
        "statement", ["UPDATE planted_remark SET text = 'x'", "DELETE FROM planted_remark"]
    )
    def test_holds_against_whoever_asks(self, statement, notes):
        with acting_for_the_installation(because="even then"):
            note = Note.objects.first()
            Remark.objects.create(
                customer_id=note.customer_id,
                vendor_id=note.vendor_id,
                visibility=note.visibility,
                note=note,
                text="said",
                said_on="2026-01-01",
                weight=1,
                mood="good",
            )
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                sql(statement)

            assert [one.text for one in Remark.objects.all()] == ["said"]

    @on_postgres
    def test_holds_against_truncation(self, everybody):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            sql("TRUNCATE planted_remark")
