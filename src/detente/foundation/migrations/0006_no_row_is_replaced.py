"""On SQLite, what is append-only is guarded by all its unique keys: INSERT OR REPLACE finds none to replace by."""

from django.db import migrations

from detente.foundation.row_security import RefuseReplacement

TABLES = ["auditentry", "auditpayload", "auditcheckpoint", "checkpointcopy"]


class Migration(migrations.Migration):
    dependencies = [("foundation", "0005_search_word")]
    operations = [RefuseReplacement(f"foundation_{table}") for table in TABLES]
