"""What people are told: what was said stays, and each row is its organisation's alone."""

import detente.foundation.identifiers
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from detente.foundation.row_security import AppendOnly, ProtectRows


class Migration(migrations.Migration):

    dependencies = [
        ("foundation", "0008_checkpoint_handing"),
    ]

    operations = [
        migrations.AddField(
            model_name='invitation',
            name='mailed_digest',
            field=models.CharField(max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='membership',
            name='given_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('visibility', models.PositiveSmallIntegerField(choices=[(0, 'both sides'), (1, "the customer's side"), (2, "the vendor's side")])),
                ('id', models.BigIntegerField(default=detente.foundation.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('digest_on', models.DateField(null=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Sending'), ('sent', 'Sent'), ('needless', 'Needless'), ('failed', 'Failed')], default='waiting', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('failure', models.CharField(blank=True, max_length=300)),
                ('customer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
                ('invitation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.invitation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('vendor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('visibility', models.PositiveSmallIntegerField(choices=[(0, 'both sides'), (1, "the customer's side"), (2, "the vendor's side")])),
                ('id', models.BigIntegerField(default=detente.foundation.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60)),
                ('text', models.CharField(max_length=300)),
                ('address', models.CharField(max_length=200)),
                ('relationship', models.BigIntegerField(null=True)),
                ('once', models.CharField(blank=True, max_length=100)),
                ('at', models.DateTimeField()),
                ('customer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('vendor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='NoticeMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visibility', models.PositiveSmallIntegerField(choices=[(0, 'both sides'), (1, "the customer's side"), (2, "the vendor's side")])),
                ('shown', models.BooleanField(default=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('for_digest', models.BooleanField(default=False)),
                ('customer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
                ('mailing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='foundation.mailing')),
                ('notice', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mark', to='foundation.notice')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('vendor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='NoticeSettings',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('kinds', models.JSONField()),
                ('hour', models.PositiveSmallIntegerField()),
                ('zone', models.CharField(max_length=60)),
                ('version', models.PositiveIntegerField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('hour__lte', 23)), name='a_digest_has_an_hour')],
            },
        ),
        migrations.AddIndex(
            model_name='mailing',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['next_at'], name='mail_that_waits'),
        ),
        migrations.AddConstraint(
            model_name='mailing',
            constraint=models.CheckConstraint(condition=models.Q(('customer__isnull', False), ('vendor__isnull', False), _connector='OR'), name='mailing_has_a_party'),
        ),
        migrations.AddConstraint(
            model_name='mailing',
            constraint=models.UniqueConstraint(condition=models.Q(('digest_on__isnull', False)), fields=('person', 'customer', 'digest_on'), name='one_digest_a_day_for_a_customer'),
        ),
        migrations.AddConstraint(
            model_name='mailing',
            constraint=models.UniqueConstraint(condition=models.Q(('digest_on__isnull', False)), fields=('person', 'vendor', 'digest_on'), name='one_digest_a_day_for_a_vendor'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['person', '-at', '-id'], name='notices_of_a_person'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('customer__isnull', False), ('vendor__isnull', False), _connector='OR'), name='notice_has_a_party'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('once', ''), _negated=True), fields=('person', 'kind', 'once'), name='a_notice_is_given_once'),
        ),
        migrations.AddIndex(
            model_name='noticemark',
            index=models.Index(condition=models.Q(('read_at__isnull', True), ('shown', True)), fields=['person'], name='unread_of_a_person'),
        ),
        migrations.AddIndex(
            model_name='noticemark',
            index=models.Index(condition=models.Q(('for_digest', True), ('mailing__isnull', True), ('read_at__isnull', True)), fields=['person'], name='waits_for_a_digest'),
        ),
        migrations.AddConstraint(
            model_name='noticemark',
            constraint=models.CheckConstraint(condition=models.Q(('customer__isnull', False), ('vendor__isnull', False), _connector='OR'), name='noticemark_has_a_party'),
        ),
        ProtectRows("foundation_mailing"),
        AppendOnly("foundation_notice"),
        ProtectRows("foundation_notice"),
        ProtectRows("foundation_noticemark"),
    ]
