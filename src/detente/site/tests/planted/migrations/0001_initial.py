import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from detente.foundation.identifiers import new_id
from detente.foundation.row_security import AppendOnly, ProtectRows

PARTIES = [
    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
    (
        "visibility",
        models.PositiveSmallIntegerField(
            choices=[(0, "both sides"), (1, "the customer's side"), (2, "the vendor's side")]
        ),
    ),
    (
        "customer",
        models.ForeignKey(
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="+",
            to="foundation.organisation",
        ),
    ),
    (
        "vendor",
        models.ForeignKey(
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="+",
            to="foundation.organisation",
        ),
    ),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = [("foundation", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[*PARTIES, ("text", models.CharField(max_length=200))],
            options={"base_manager_name": "objects"},
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                *PARTIES,
                ("text", models.TextField()),
                ("said_on", models.DateField()),
                ("weight", models.DecimalField(decimal_places=2, max_digits=4)),
                ("mood", models.CharField(choices=[("good", "good"), ("bad", "bad")], max_length=5)),
                ("facts", models.JSONField(default=dict)),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="planted.note",
                    ),
                ),
            ],
            options={"base_manager_name": "objects"},
        ),
        migrations.CreateModel(
            name="Memo",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, default=new_id, editable=False, serialize=False)),
                *PARTIES[1:],
                ("text", models.CharField(max_length=200)),
            ],
            options={"base_manager_name": "objects"},
        ),
        *(
            migrations.AddConstraint(
                model_name=name,
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("customer__isnull", False), ("vendor__isnull", False), _connector="OR"
                    ),
                    name=f"{name}_has_a_party",
                ),
            )
            for name in ("note", "remark", "memo")
        ),
        ProtectRows("planted_note"),
        ProtectRows("planted_remark"),
        ProtectRows("planted_memo"),
        AppendOnly("planted_remark"),
    ]
