"""On SQLite, what is append-only is guarded by all its unique keys: INSERT OR REPLACE finds none to replace by."""

from django.db import migrations

from detente.foundation.row_security import RefuseReplacement

TABLES = [
    "outcomestatement",
    "outcomesignature",
    "codeacceptance",
    "stagechange",
    "relationship",
    "service",
    "contract",
    "termchange",
]


class Migration(migrations.Migration):
    dependencies = [("relationships", "0004_what_was_agreed_stays")]
    operations = [RefuseReplacement(f"relationships_{table}") for table in TABLES]
