"""A struck line stays struck, and is seen by its parties alone: in the database itself."""

from django.db import migrations

from detente.foundation.row_security import AppendOnly, ProtectRows


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_struck_line")]
    operations = [AppendOnly("ledger_struckline"), ProtectRows("ledger_struckline")]
