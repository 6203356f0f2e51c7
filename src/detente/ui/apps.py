"""The Django app of the design system: template tags, templates and static files, no tables."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "detente.ui"
    label = "ui"
    verbose_name = "Design system"
