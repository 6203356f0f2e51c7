"""A visit is its organisation's alone: in the database itself."""

from django.db import migrations

from detente.foundation.row_security import ProtectRows


class Migration(migrations.Migration):
    dependencies = [("changes", "0001_initial")]
    operations = [ProtectRows("changes_visit")]
