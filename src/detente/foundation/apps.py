"""The foundation, and how it finds what the rooms can do."""

from importlib import import_module
from pkgutil import walk_packages

from django.apps import AppConfig, apps


class FoundationConfig(AppConfig):
    """Imports every room's services, selectors and panels, so that each registers itself."""

    name = "detente.foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Meet every use case and query. A room is an installed app; no list names its doors."""
        for app in apps.get_app_configs():
            if app.name.startswith("detente.") and app.module is not None:
                for module in walk_packages(app.module.__path__, f"{app.name}."):
                    parts = module.name.split(".")
                    if {"services", "selectors", "panels"} & set(parts) and "tests" not in parts:
                        import_module(module.name)
