"""The words that things are found by: for their parties alone, and in the order of their bytes."""

import django.db.models.deletion
from django.db import migrations, models

import detente.foundation.models.search
from detente.foundation.row_security import OrderByBytes, ProtectRows


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0004_invitations_are_protected'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visibility', models.PositiveSmallIntegerField(choices=[(0, 'both sides'), (1, "the customer's side"), (2, "the vendor's side")])),
                ('side', models.CharField(choices=detente.foundation.models.search._sides, max_length=10)),
                ('kind', models.CharField(max_length=30)),
                ('word', models.CharField(max_length=40)),
                ('rank', models.BigIntegerField()),
                ('target', models.BigIntegerField()),
                ('customer', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
                ('vendor', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['customer', 'side', 'kind', 'word', 'rank', 'target'], name='words_of_customers'), models.Index(fields=['vendor', 'side', 'kind', 'word', 'rank', 'target'], name='words_of_vendors'), models.Index(fields=['target', 'word'], name='words_of_a_target')],
                'constraints': [models.CheckConstraint(condition=models.Q(('customer__isnull', False), ('vendor__isnull', False), _connector='OR'), name='searchword_has_a_party')],
            },
        ),
        ProtectRows("foundation_searchword"),
        OrderByBytes("foundation_searchword", "word"),
    ]
