"""What became of a file is kept as it was, and each row is its parties' alone: in the database itself."""

from django.db import migrations

from detente.foundation.row_security import AppendOnly, ProtectRows

TABLES = ["imports_importrun", "imports_importedfile", "imports_rejectedrow"]


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial")]
    operations = [kind(table) for table in TABLES for kind in (AppendOnly, ProtectRows)]
