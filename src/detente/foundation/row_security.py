"""What a table's migration adds so that the database itself keeps the promises: triggers and policies."""

from typing import Any

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
        connection = schema_editor.connection
        if connection.vendor != "sqlite":
            return []
        with connection.cursor() as cursor:
            key = connection.introspection.get_primary_key_columns(cursor, self.table) or []
        same = " AND ".join(f'"{one}" = NEW."{one}"' for one in key)
        refuses = (
            f"CREATE TRIGGER {self.table}_no_replace BEFORE INSERT ON {self.table} "  # noqa: S608  # our own names
            f"WHEN EXISTS (SELECT 1 FROM {self.table} WHERE {same}) "  # names of our own tables
            f"BEGIN SELECT RAISE(ABORT, '{self.table} is append-only'); END"
        )
        return [refuses]

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
