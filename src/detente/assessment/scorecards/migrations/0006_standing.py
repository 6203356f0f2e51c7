"""What stands ready for pages: for its customer alone, and written anew whenever it must be."""

import django.db.models.deletion
from django.db import migrations, models

from detente.foundation.row_security import OrderByBytes, ProtectRows

TABLES = ("scorecards_standingscorecard", "scorecards_standingends", "scorecards_standingportfolio")


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0005_search_word'),
        ('relationships', '0006_rows_by_parties'),
        ("scorecards", "0005_no_row_is_replaced"),
    ]

    operations = [
        migrations.CreateModel(
            name='StandingScorecard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visibility', models.PositiveSmallIntegerField(choices=[(0, 'both sides'), (1, "the customer's side"), (2, "the vendor's side")])),
                ('fingerprint', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=200)),
                ('sorted_name', models.CharField(max_length=400)),
                ('found_in', models.TextField()),
                ('tier', models.PositiveSmallIntegerField()),
                ('kinds', models.CharField(max_length=100)),
                ('row', models.TextField()),
                ('past_fingerprint', models.CharField(max_length=64)),
                ('past', models.TextField()),
                ('customer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
                ('relationship', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='relationships.relationship')),
                ('vendor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='StandingEnds',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visibility', models.PositiveSmallIntegerField(choices=[(0, 'both sides'), (1, "the customer's side"), (2, "the vendor's side")])),
                ('dimension', models.CharField(max_length=60)),
                ('demonstrated', models.FloatField(null=True)),
                ('possible', models.FloatField(null=True)),
                ('customer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
                ('vendor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
                ('standing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ends', to='scorecards.standingscorecard')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='StandingPortfolio',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visibility', models.PositiveSmallIntegerField(choices=[(0, 'both sides'), (1, "the customer's side"), (2, "the vendor's side")])),
                ('state', models.CharField(max_length=64)),
                ('customer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
                ('vendor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('customer__isnull', False), ('vendor__isnull', False), _connector='OR'), name='standingportfolio_has_a_party')],
            },
        ),
        migrations.AddIndex(
            model_name='standingscorecard',
            index=models.Index(fields=['customer', 'tier', 'name'], name='standing_by_tier'),
        ),
        migrations.AddIndex(
            model_name='standingscorecard',
            index=models.Index(fields=['customer', 'sorted_name'], name='standing_by_name'),
        ),
        migrations.AddConstraint(
            model_name='standingscorecard',
            constraint=models.CheckConstraint(condition=models.Q(('customer__isnull', False), ('vendor__isnull', False), _connector='OR'), name='standingscorecard_has_a_party'),
        ),
        migrations.AddConstraint(
            model_name='standingends',
            constraint=models.CheckConstraint(condition=models.Q(('customer__isnull', False), ('vendor__isnull', False), _connector='OR'), name='standingends_has_a_party'),
        ),
        migrations.AddConstraint(
            model_name='standingends',
            constraint=models.UniqueConstraint(fields=('standing', 'dimension'), name='standing_ends_of_a_dimension'),
        ),
        *(ProtectRows(table) for table in TABLES),
        OrderByBytes("scorecards_standingscorecard", "sorted_name"),
    ]
