"""Every row of a relationship is guarded twice: by its manager and by the database itself."""

from collections.abc import Collection, Iterable

from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.test.utils import isolate_apps

from detente.foundation.row_security import ProtectRows
from detente.foundation.tenancy import TenantManager, TenantRow
from detente.site.tests.architecture.test_foreign_keys import our_models


def tenant_models() -> list[type[models.Model]]:
    return [one for one in our_models() if issubclass(one, TenantRow)]


def protected_tables() -> set[str]:
    """The tables that some migration puts under row-level security."""
    migrations = MigrationLoader(None).disk_migrations.values()
    return {step.table for one in migrations for step in one.operations if isinstance(step, ProtectRows)}


def unguarded(among: Iterable[type[models.Model]], protected: Collection[str]) -> list[str]:
    """Each model of tenants' rows that can be read past its tenant."""
    return [
        f"{model._meta.label}: {complaint}"
        for model in among
        for complaint, holds in (
            ("no migration has ProtectRows for its table", model._meta.db_table in protected),
            ("its Meta must inherit TenantRow.Meta", isinstance(model._base_manager, TenantManager)),
            ("its manager must be a TenantManager", isinstance(model._default_manager, TenantManager)),
        )
        if not holds
    ]


class TestRowsOfTenants:
    def test_are_guarded_by_their_manager_and_by_the_database(self):
        assert unguarded(tenant_models(), protected_tables()) == []

    @isolate_apps("detente.foundation")
    def test_without_row_level_security_are_found(self):
        class Unprotected(TenantRow):
            class Meta(TenantRow.Meta):
                app_label = "foundation"

        (complaint,) = unguarded([Unprotected], protected={"another_table"})

        assert "ProtectRows" in complaint
        assert unguarded([Unprotected], protected={Unprotected._meta.db_table}) == []

    @isolate_apps("detente.foundation")
    def test_with_a_manager_that_shows_everything_are_found(self):
        class Open(TenantRow):
            objects = models.Manager()

            class Meta:
                app_label = "foundation"

        complaints = unguarded([Open], protected={Open._meta.db_table})

        assert len(complaints) == 2
