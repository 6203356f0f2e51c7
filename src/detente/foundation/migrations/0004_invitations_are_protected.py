"""On PostgreSQL an invitation is seen by its organisation alone, and by the installation for whoever accepts it."""

from django.db import migrations

from detente.foundation.row_security import ProtectOrganisationRows


class Migration(migrations.Migration):
    dependencies = [("foundation", "0003_audit_append_only")]
    operations = [ProtectOrganisationRows("foundation_invitation")]
