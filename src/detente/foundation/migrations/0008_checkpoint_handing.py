"""Who was handed a copy of a checkpoint: it can only grow, and no organisation reads of the others."""

from django.db import migrations, models

from detente.foundation.row_security import AppendOnly, HideRows


class Migration(migrations.Migration):
    dependencies = [("foundation", "0007_answered_until")]
    operations = [
        migrations.CreateModel(
            name="CheckpointHanding",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("size", models.BigIntegerField()),
                ("organisations", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["size", "number"], name="handings_of_a_checkpoint")],
            },
        ),
        AppendOnly("foundation_checkpointhanding"),
        HideRows("foundation_checkpointhanding"),
    ]
