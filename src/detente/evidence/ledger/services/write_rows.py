"""Insert rows of evidence by the fastest way that the database has."""

from collections.abc import Iterable
from itertools import chain

from django.db import connection

from detente.evidence.ledger.models import Evidence

PlainRow = tuple[str, str, str | None, str, str | None, int, str, str]
"""kind, key, vendor as written, valid from, valid to, assurance, facts, locator.

Moments are UTC without an offset (`2026-11-24 12:00:00`): SQLite keeps them so, and compares them as text.
"""

StoredRow = tuple[int, int | None, int | None, int, int, str, str, str | None, str, str | None, int, str, str]
"""document, customer, vendor, visibility, position, then a PlainRow."""

COLUMNS = {
    "document_id": "bigint",
    "customer_id": "bigint",
    "vendor_id": "bigint",
    "visibility": "smallint",
    "position": "integer",
    "kind": "text",
    "key": "text",
    "written": "text",
    "valid_from": "timestamptz",
    "valid_to": "timestamptz",
    "assurance": "smallint",
    "facts": "text",
    "locator": "text",
}


def write_rows(*, chunks: Iterable[list[StoredRow]]) -> None:
    """Insert rows, some thousand at a time; the caller holds the transaction, and answers for their parties.

    Parameters
    ----------
    chunks : iterable of lists of StoredRow
        The rows; they are asked for one list after the other.
    """
    table = Evidence._meta.db_table  # noqa: SLF001  # Django documents _meta as public
    columns = ", ".join(f'"{one}"' for one in COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # COPY does not go with row-level security
            arrays = ", ".join(f"%s::{kind}[]" for kind in COLUMNS.values())
            for chunk in chunks:
                if chunk:
                    cursor.execute(
                        f'INSERT INTO "{table}" ({columns}) SELECT * FROM unnest({arrays})',  # noqa: S608
                        [list(column) for column in zip(*chunk, strict=True)],
                    )
            return
        marks = ", ".join("?" * len(COLUMNS))
        with connection.wrap_database_errors:  # past Django's cursor, which would rewrite each row
            cursor.connection.executemany(
                f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',  # noqa: S608
                chain.from_iterable(chunks),
            )
