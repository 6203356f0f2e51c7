from django.apps import AppConfig


class PlantedConfig(AppConfig):
    name = "detente.site.tests.planted"
    label = "planted"
    default_auto_field = "django.db.models.BigAutoField"
