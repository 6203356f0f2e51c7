"""What was said in a dispute stays, and each row is its parties' alone: in the database itself."""

from django.db import migrations

from detente.foundation.row_security import AppendOnly, ProtectRows

TABLES = ["disputes_dispute", "disputes_reply", "disputes_counterdocument", "disputes_settlement"]


class Migration(migrations.Migration):
    dependencies = [("disputes", "0001_initial")]
    operations = [kind(table) for table in TABLES for kind in (AppendOnly, ProtectRows)]
