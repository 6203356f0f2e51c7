"""On SQLite, what is append-only is guarded by all its unique keys: INSERT OR REPLACE finds none to replace by."""

from django.db import migrations

from detente.foundation.row_security import RefuseReplacement

TABLES = ["document", "evidence", "removedkey", "observation", "retraction", "struckline"]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_protect_struck_lines")]
    operations = [RefuseReplacement(f"ledger_{table}") for table in TABLES]
