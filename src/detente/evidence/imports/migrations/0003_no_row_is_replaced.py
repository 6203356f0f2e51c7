"""On SQLite, what is append-only is guarded by all its unique keys: INSERT OR REPLACE finds none to replace by."""

from django.db import migrations

from detente.foundation.row_security import RefuseReplacement

TABLES = ["importrun", "importedfile", "rejectedrow"]


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_protect_rows")]
    operations = [RefuseReplacement(f"imports_{table}") for table in TABLES]
