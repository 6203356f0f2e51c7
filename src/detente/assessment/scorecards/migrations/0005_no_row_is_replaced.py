"""On SQLite, what is append-only is guarded by all its unique keys: INSERT OR REPLACE finds none to replace by."""

from django.db import migrations

from detente.foundation.row_security import RefuseReplacement

TABLES = ["adoptedmethod", "agreedweights", "keptscorecard", "publication", "publicationstep"]


class Migration(migrations.Migration):
    dependencies = [("scorecards", "0004_protect_publications")]
    operations = [RefuseReplacement(f"scorecards_{table}") for table in TABLES]
