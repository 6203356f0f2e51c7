"""What was asked, drafted and sent stays, and each row is its parties' alone: in the database itself."""

from django.db import migrations

from detente.foundation.row_security import AppendOnly, ProtectRows

TABLES = [
    "questionnaires_questionnaire",
    "questionnaires_question",
    "questionnaires_draftanswer",
    "questionnaires_sending",
]


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0001_initial")]
    operations = [kind(table) for table in TABLES for kind in (AppendOnly, ProtectRows)]
