"""What was agreed is added to and never changed: in the database itself."""

from django.db import migrations, models

from detente.foundation.row_security import AppendOnly, ProtectRows

AGREED = ["relationship", "service", "contract", "termchange"]


class Migration(migrations.Migration):
    dependencies = [("relationships", "0003_terms_change_from_a_day_on")]
    operations = [
        *(
            migrations.AlterField(one, "recorded_at", models.DateTimeField())
            for one in ("service", "contract", "contact")
        ),
        *(AppendOnly(f"relationships_{table}") for table in AGREED),
        ProtectRows("relationships_termchange"),
    ]
