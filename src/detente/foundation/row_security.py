"""What a table's migration adds so that the database itself keeps the promises: triggers and policies."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

ACTING = "nullif(current_setting('detente.organisation', true), '')::bigint"
SYSTEM = "current_setting('detente.system', true) = 'on'"
OF_A_PARTY = (
    f"{SYSTEM} OR (customer_id = {ACTING} AND visibility <> 2) OR (vendor_id = {ACTING} AND visibility <> 1)"
)
OF_AN_ORGANISATION = f"{SYSTEM} OR organisation_id = {ACTING}"


class TableOperation(Operation):
    """Something done to one table by SQL that differs between databases; it changes no state."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str) -> None:
        """Take the table's name."""
        self.table = table

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how a migration writes it down."""
        return type(self).__name__, [self.table], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: the state knows models, not triggers."""

    def statements(self, vendor: str) -> list[str]:
        """Return the SQL for a database."""
        raise NotImplementedError

    def undo(self, vendor: str) -> list[str]:
        """Return the SQL that takes it back."""
        raise NotImplementedError

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Run the statements."""
        for statement in self.statements(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)
        for statement in self.guards(schema_editor):
            schema_editor.execute(statement, params=None)

    def guards(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        """Return further SQL that needs to look at the table as it is."""
        return []

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Take them back."""
        for statement in self.undo(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)


class AppendOnly(TableOperation):
    """Rows are added, and never changed or removed: the database refuses, whoever asks."""

    verbs: tuple[str, ...] = ("UPDATE", "DELETE")

    def guards(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        """Return, for SQLite, what refuses INSERT OR REPLACE, which removes a row without its DELETE trigger."""
        if schema_editor.connection.vendor != "sqlite":
            return []
        return [refusing_replacement(schema_editor.connection, self.table)]

    def statements(self, vendor: str) -> list[str]:
        """Return a trigger for each verb that is refused."""
        refusal = f"{self.table} is append-only"
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.table}_no_{verb.lower()} BEFORE {verb} ON {self.table} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
                for verb in self.verbs
            ]
        function = (
            f"CREATE FUNCTION {self.table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
        )
        truncate = ("TRUNCATE",) if "DELETE" in self.verbs else ()
        return [
            function,
            *(
                f"CREATE TRIGGER {self.table}_no_{verb.lower()} BEFORE {verb} ON {self.table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {self.table}_refuse()"
                for verb in (*self.verbs, *truncate)
            ),
        ]

    def undo(self, vendor: str) -> list[str]:
        """Drop the triggers."""
        if vendor == "sqlite":
            return [f"DROP TRIGGER {self.table}_no_{verb.lower()}" for verb in (*self.verbs, "REPLACE")]
        return [f"DROP FUNCTION {self.table}_refuse() CASCADE"]


class NeverChanged(AppendOnly):
    """Rows are added and may be removed, as the law asks of personal data, but never changed."""

    verbs = ("UPDATE",)


class RefuseReplacement(TableOperation):
    """On SQLite, the guard of an append-only table is made anew, for the unique keys that it has now."""

    def statements(self, vendor: str) -> list[str]:
        """Return what drops the guard that there is, if there is one."""
        return [f"DROP TRIGGER IF EXISTS {self.table}_no_replace"] if vendor == "sqlite" else []

    def guards(self, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        """Return the guard."""
        if schema_editor.connection.vendor != "sqlite":
            return []
        return [refusing_replacement(schema_editor.connection, self.table)]

    def undo(self, vendor: str) -> list[str]:
        """Leave the guard: it was there before, and only knew fewer keys."""
        return []


def refusing_replacement(connection: BaseDatabaseWrapper, table: str) -> str:
    """Return the trigger, on SQLite, that refuses a row which would take the place of another.

    INSERT OR REPLACE removes every row that shares a unique key with the new one, without its DELETE
    trigger. The keys are the row's number (it may be given, whatever the primary key is) and each unique
    index; one with a condition counts where both rows fulfil it, and a NULL equals nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA table_info("{table}")')
        columns = [row[1] for row in cursor.fetchall()]
        cursor.execute(
            "SELECT list.name, master.sql FROM pragma_index_list(%s) AS list "
            'JOIN sqlite_master AS master ON master.name = list.name WHERE list."unique" ORDER BY list.name',
            [table],
        )
        indexes = cursor.fetchall()
        keys = ["rowid = NEW.rowid"]
        for name, sql in indexes:
            cursor.execute(f'PRAGMA index_info("{name}")')
            keys.append(_same_key(table, columns, [row[2] for row in cursor.fetchall()], sql))
    taken = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in keys)  # noqa: S608  # our own names
    return (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _same_key(table: str, columns: list[str], key: list[str | None], sql: str | None) -> str:
    """Return when a row of the table has the same key as the new one, by an index made by `sql`."""
    if None in key:
        raise NotImplementedError(f"{table}: a unique index over an expression has no guard: {sql}")
    same = " AND ".join(f'"{one}" = NEW."{one}"' for one in key)
    _, where, condition = (sql or "").partition(" WHERE ")
    if not where:
        return same
    new = ", ".join(f'NEW."{one}" AS "{one}"' for one in columns)
    return (
        f'{same} AND ({condition}) AND EXISTS (SELECT 1 FROM (SELECT {new}) AS "{table}" WHERE {condition})'  # noqa: S608  # our own names
    )


class ProtectRows(TableOperation):
    """On PostgreSQL, a row is seen and written only by its parties (row-level security, forced)."""

    rule = OF_A_PARTY

    def statements(self, vendor: str) -> list[str]:
        """Return the policy; SQLite has none, and one process that opens it."""
        if vendor != "postgresql":
            return []
        return [
            f"ALTER TABLE {self.table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {self.table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY of_its_parties ON {self.table} USING ({self.rule}) WITH CHECK ({self.rule})",
        ]

    def undo(self, vendor: str) -> list[str]:
        """Drop the policy."""
        if vendor != "postgresql":
            return []
        return [
            f"DROP POLICY of_its_parties ON {self.table}",
            f"ALTER TABLE {self.table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {self.table} DISABLE ROW LEVEL SECURITY",
        ]


class ProtectOrganisationRows(ProtectRows):
    """The same for a table whose rows belong to one organisation."""

    rule = OF_AN_ORGANISATION


class HideRows(ProtectRows):
    """The same for a table that no organisation reads: only the installation itself does."""

    rule = SYSTEM


class OrderByBytes(TableOperation):
    """On PostgreSQL, a text is compared by its bytes, as SQLite does: an index then finds how it begins."""

    def __init__(self, table: str, column: str) -> None:
        """Take the names of the table and of its column."""
        super().__init__(table)
        self.column = column

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how a migration writes it down."""
        return type(self).__name__, [self.table, self.column], {}

    def statements(self, vendor: str) -> list[str]:
        """Return the column with the collation C; its indexes are built anew."""
        return self._with_collation(vendor, "C")

    def undo(self, vendor: str) -> list[str]:
        """Return the column with the collation of the database."""
        return self._with_collation(vendor, "default")

    def _with_collation(self, vendor: str, collation: str) -> list[str]:
        if vendor != "postgresql":
            return []
        return [f'ALTER TABLE {self.table} ALTER COLUMN {self.column} TYPE varchar COLLATE "{collation}"']
