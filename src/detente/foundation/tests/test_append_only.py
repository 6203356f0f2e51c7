"""The database itself refuses to change what is append-only, by whichever statement."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from detente.foundation.row_security import AppendOnly, RefuseReplacement, refusing_replacement
from detente.foundation.tests.people import NOON

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="INSERT OR REPLACE is a word of SQLite's alone"
)
GUARDED_BY_THE_PRIMARY_KEY_ALONE = [
    *("disputes_settlement", "relationships_outcomestatement", "relationships_outcomesignature"),
    *("relationships_relationship", "ledger_retraction", "ledger_struckline"),
    *("scorecards_adoptedmethod", "scorecards_publicationstep", "foundation_checkpointcopy"),
]


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def operations_of_migrations(kind) -> list:
    migrations = MigrationLoader(connection).disk_migrations.values()
    return [one for migration in migrations for one in migration.operations if isinstance(one, kind)]


def columns_of(table: str) -> list[str]:
    return [name for _, name, *_ in run(f'PRAGMA table_info("{table}")')]


def unique_keys(table: str) -> Iterator[list[str]]:
    yield ["rowid"]
    for _, index, unique, *_ in run(f'PRAGMA index_list("{table}")'):
        if unique:
            yield [name for *_, name in run(f'PRAGMA index_info("{index}")')]


def put(table: str, words: str = "INSERT", /, **values: object) -> None:
    named, marks = ", ".join(f'"{one}"' for one in values), ", ".join(["%s"] * len(values))
    run(f"{words} INTO {table} ({named}) VALUES ({marks})", *values.values())


def is_replaceable_by(table: str, key: list[str]) -> bool:
    """Tell whether a row that shares one key alone with another removes it; what was tried is undone.

    The rows are of ones and twos: what checks or points elsewhere has nothing to say before the commit.
    """
    run("PRAGMA ignore_check_constraints = ON")
    mark = transaction.savepoint()
    columns = dict.fromkeys(["rowid", *columns_of(table)])
    if [kind for _, _, kind, _, _, is_key in run(f'PRAGMA table_info("{table}")') if is_key] == ["INTEGER"]:
        columns.pop("rowid")  # it is the primary key by another name
        key = [run(f'PRAGMA table_info("{table}")')[0][1]] if key == ["rowid"] else key
    try:
        put(table, **dict.fromkeys(columns, 1))
        with pytest.raises(DatabaseError, match=f"{table} is append-only"), transaction.atomic():
            put(table, "INSERT OR REPLACE", **{one: 1 if one in key else 2 for one in columns})
    except pytest.fail.Exception:
        return True
    finally:
        transaction.savepoint_rollback(mark)
        run("PRAGMA ignore_check_constraints = OFF")
    return False


def replaceable(tables) -> list[tuple[str, list[str]]]:
    return [(one, key) for one in sorted(tables) for key in unique_keys(one) if is_replaceable_by(one, key)]


def insert(words="INSERT"):
    with connection.cursor() as cursor:
        cursor.execute(
            f"{words} INTO foundation_auditcheckpoint (size, note, signed_at, frontier) VALUES (%s, %s, %s, %s)",
            [7, "note", NOON, b""],
        )


class TestAnAppendOnlyTable:
    def test_takes_a_row(self):
        insert()

    @on_sqlite
    def test_refuses_to_have_it_replaced(self):
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


@on_sqlite
class TestEveryAppendOnlyTable:
    def test_refuses_to_have_a_row_replaced_by_any_of_its_unique_keys(self):
        tables = {one.table for one in operations_of_migrations(AppendOnly)}

        assert len(tables) > len(GUARDED_BY_THE_PRIMARY_KEY_ALONE)
        assert replaceable(tables) == []

    def test_does_so_in_a_database_that_was_guarded_by_the_primary_key_alone(self):
        tables = GUARDED_BY_THE_PRIMARY_KEY_ALONE
        for table in tables:
            run(f"DROP TRIGGER {table}_no_replace")
            run(
                f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608  # our own names
                f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        assert {one for one, _ in replaceable(tables)} == set(tables)

        for operation in operations_of_migrations(RefuseReplacement):
            for statement in (*operation.statements("sqlite"), *operation.guards(connection.schema_editor())):
                run(statement)

        assert replaceable(tables) == []


@on_sqlite
class TestTheGuardAgainstReplacing:
    @pytest.fixture(autouse=True)
    def a_table(self):
        run(
            "CREATE TABLE kept (id bigint NOT NULL PRIMARY KEY, a text, b text, ended_at text, UNIQUE (a, b))"
        )
        run('CREATE UNIQUE INDEX "one_at_a_time" ON "kept" ("a") WHERE "ended_at" IS NULL')
        run(refusing_replacement(connection, "kept"))
        put("kept", id=1, a="x", b="y")
        put("kept", id=2, a="z", b="y", ended_at="now")

    @pytest.mark.parametrize(
        "row",
        [
            {"id": 1, "a": "v", "b": "v"},
            {"id": 3, "a": "z", "b": "y"},
            {"id": 3, "a": "x", "b": "v"},
            {"rowid": 1, "id": 3, "a": "v", "b": "v"},
        ],
        ids=["primary key", "both columns", "column under its condition", "number of the row"],
    )
    def test_refuses_a_row_with_a_key_that_is_taken(self, row):
        with pytest.raises(DatabaseError, match="kept is append-only"), transaction.atomic():
            put("kept", "INSERT OR REPLACE", **row)

        assert run("SELECT count(*) FROM kept") == [(2,)]

    @pytest.mark.parametrize(
        "row",
        [
            {"id": 3, "a": "v", "b": "y"},
            {"id": 3, "a": "z", "b": "v"},
            {"id": 3, "a": "x", "b": "v", "ended_at": "now"},
        ],
        ids=["one column of two", "condition fulfilled by the new row alone", "by the old row alone"],
    )
    def test_takes_a_row_whose_keys_are_free(self, row):
        put("kept", "INSERT OR REPLACE", **row)

        assert run("SELECT count(*) FROM kept") == [(3,)]

    def test_takes_nulls_to_equal_nothing(self):
        put("kept", id=3, b="y")
        put("kept", id=4, b="y")

        assert run("SELECT count(*) FROM kept") == [(4,)]

    def test_is_not_made_for_a_key_that_it_cannot_read(self):
        run("CREATE UNIQUE INDEX by_expression ON kept (lower(a))")

        with pytest.raises(NotImplementedError, match="kept: a unique index over an expression"):
            refusing_replacement(connection, "kept")
