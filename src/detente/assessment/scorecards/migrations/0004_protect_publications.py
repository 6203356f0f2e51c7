"""What a vendor was shown stays as it was, and each row is its parties' alone: in the database itself."""

from django.db import migrations

from detente.foundation.row_security import AppendOnly, ProtectRows

TABLES = ["scorecards_publication", "scorecards_publicationstep"]


class Migration(migrations.Migration):
    dependencies = [("scorecards", "0003_publications")]
    operations = [kind(table) for table in TABLES for kind in (AppendOnly, ProtectRows)]
