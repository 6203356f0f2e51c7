"""The ledger is append-only, and each row is its parties' alone: in the database itself."""

from django.db import migrations

from detente.foundation.row_security import AppendOnly, ProtectRows

TABLES = ["ledger_document", "ledger_evidence", "ledger_removedkey", "ledger_observation", "ledger_retraction"]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [kind(table) for table in TABLES for kind in (AppendOnly, ProtectRows)]
