"""What was signed stays, and each row is its parties' alone: in the database itself."""

from django.db import migrations

from detente.foundation.row_security import AppendOnly, ProtectRows

SIGNED = ["outcomestatement", "outcomesignature", "codeacceptance", "stagechange"]
OTHERS = ["relationship", "service", "contract", "contact", "privatenote", "vendoralias"]


class Migration(migrations.Migration):
    dependencies = [("relationships", "0001_initial")]
    operations = [
        *(AppendOnly(f"relationships_{table}") for table in SIGNED),
        *(ProtectRows(f"relationships_{table}") for table in (*SIGNED, *OTHERS)),
    ]
