"""The audit log can only grow, and payloads and copies are seen by their organisation alone.

Whoever remakes one of these tables on SQLite (it does so to alter a column) has to add its triggers anew:
`tests/test_audit_tables.py` fails otherwise.
"""

import django.db.models.deletion
from django.db import migrations, models

from detente.foundation.row_security import AppendOnly, NeverChanged, ProtectOrganisationRows


def organisation(*, null):
    """An organisation, found through an index that another column is part of."""
    return models.ForeignKey(
        null=null, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+',
        to='foundation.organisation',
    )


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0002_job_is_the_queue'),
    ]

    operations = [
        migrations.AddField('auditcheckpoint', 'frontier', models.BinaryField(default=b'', max_length=2048), preserve_default=False),
        migrations.AlterField('auditentry', 'organisation', organisation(null=True)),
        migrations.AlterField('auditpayload', 'organisation', organisation(null=True)),
        migrations.AlterField('checkpointcopy', 'organisation', organisation(null=False)),
        migrations.AddIndex(
            'auditentry', models.Index(fields=['organisation', '-index'], name='audit_newest_of_each')
        ),
        AppendOnly('foundation_auditentry'),
        NeverChanged('foundation_auditpayload'),
        AppendOnly('foundation_auditcheckpoint'),
        AppendOnly('foundation_checkpointcopy'),
        ProtectOrganisationRows('foundation_auditpayload'),
        ProtectOrganisationRows('foundation_checkpointcopy'),
    ]
