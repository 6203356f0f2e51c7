"""The database itself refuses to change what is append-only, by whichever statement."""

import pytest
from django.db import DatabaseError, connection, transaction

from detente.foundation.tests.people import NOON

pytestmark = pytest.mark.django_db


def insert(words="INSERT"):
    with connection.cursor() as cursor:
        cursor.execute(
            f"{words} INTO foundation_auditcheckpoint (size, note, signed_at, frontier) VALUES (%s, %s, %s, %s)",
            [7, "note", NOON, b""],
        )


class TestAnAppendOnlyTable:
    def test_takes_a_row(self):
        insert()

    def test_refuses_to_have_it_replaced(self):
        if connection.vendor != "sqlite":
            pytest.skip("INSERT OR REPLACE is a word of SQLite's alone")
        insert()

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            insert("INSERT OR REPLACE")

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE foundation_auditcheckpoint SET note = 'other'",
            "DELETE FROM foundation_auditcheckpoint",
        ],
    )
    def test_refuses_to_have_it_changed_or_removed(self, statement):
        insert()

        refused = pytest.raises(DatabaseError, match="append-only")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
