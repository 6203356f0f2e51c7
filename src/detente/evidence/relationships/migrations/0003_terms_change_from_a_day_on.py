"""What a thing began with stays in its row; each later change of a term is a row of its own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

import detente.evidence.relationships.models
from detente.foundation.tenancy import acting_for_the_installation


def date_what_was_there(apps, schema_editor):
    """Say that services, contracts and contacts were known since the relationship was: nothing was ever taken away.

    The audit log has the very moments; a scorecard that was kept had read these rows, and must read them again.
    """
    relationships = apps.get_model("relationships", "Relationship").objects.filter(pk=OuterRef("relationship_id"))
    started_at = Subquery(relationships.values("started_at")[:1])
    with acting_for_the_installation(because="rows of all tenants get a date"):
        for name in ("Service", "Contract", "Contact"):
            apps.get_model("relationships", name).objects.update(recorded_at=started_at)


PERSON = settings.AUTH_USER_MODEL
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0004_invitations_are_protected"),
        ("relationships", "0002_protect_rows"),
        migrations.swappable_dependency(PERSON),
    ]
    operations = [
        migrations.RemoveConstraint("relationship", "tier_is_1_to_3"),
        migrations.RenameField("relationship", "tier", "first_tier"),
        migrations.RenameField("relationship", "summary", "first_summary"),
        migrations.RenameField("relationship", "notice_hours", "first_notice_hours"),
        migrations.RemoveField("relationship", "stage"),
        migrations.AddConstraint(
            "relationship",
            models.CheckConstraint(
                condition=models.Q(("first_tier__gte", 1), ("first_tier__lte", 3)), name="tier_is_1_to_3"
            ),
        ),
        migrations.RenameField("service", "products", "first_products"),
        migrations.RemoveField("service", "ended_on"),
        *(
            migrations.AddField(one, "recorded_at", models.DateTimeField(null=True))
            for one in ("service", "contract", "contact")
        ),
        *(
            migrations.AddField(
                one,
                "recorded_by",
                models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=PERSON),
            )
            for one in ("service", "contract")
        ),
        migrations.CreateModel(
            name="TermChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visibility",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "both sides"), (1, "the customer's side"), (2, "the vendor's side")]
                    ),
                ),
                ("term", models.CharField(choices=detente.evidence.relationships.models._terms, max_length=20)),
                ("number", models.PositiveSmallIntegerField(null=True)),
                ("text", models.CharField(blank=True, max_length=300)),
                ("names", models.JSONField(default=list)),
                ("valid_from", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=500)),
                ("by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=PERSON)),
                *(
                    (
                        party,
                        models.ForeignKey(
                            null=True, on_delete=PROTECT, related_name="+", to="foundation.organisation"
                        ),
                    )
                    for party in ("customer", "vendor")
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="changes", to="relationships.relationship"
                    ),
                ),
                *(
                    (
                        of,
                        models.ForeignKey(
                            null=True, on_delete=PROTECT, related_name="changes", to=f"relationships.{of}"
                        ),
                    )
                    for of in ("service", "contract")
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("customer__isnull", False), ("vendor__isnull", False), _connector="OR"),
                        name="termchange_has_a_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("contract", None),
                                ("service", None),
                                ("term__in", ["tier", "hours of notice", "what it supplies"]),
                            ),
                            models.Q(
                                ("contract", None),
                                ("service__isnull", False),
                                ("term__in", ["products in use", "end"]),
                            ),
                            models.Q(("contract__isnull", False), ("service", None), ("term", "end")),
                            _connector="OR",
                        ),
                        name="a_term_has_its_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("term", "tier"), _negated=True),
                            models.Q(("number__gte", 1), ("number__isnull", False), ("number__lte", 3)),
                            _connector="OR",
                        ),
                        name="a_changed_tier_is_1_to_3",
                    ),
                ],
            },
        ),
        migrations.RunPython(date_what_was_there, migrations.RunPython.noop),
    ]
