"""What was adopted, agreed and kept stays as it was, and each row is its parties' alone."""

from django.db import migrations

from detente.foundation.row_security import AppendOnly, ProtectRows

TABLES = ["scorecards_adoptedmethod", "scorecards_agreedweights", "scorecards_keptscorecard"]


class Migration(migrations.Migration):
    dependencies = [("scorecards", "0001_initial")]
    operations = [kind(table) for table in TABLES for kind in (AppendOnly, ProtectRows)]
