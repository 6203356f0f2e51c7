"""The site: it composes the rooms and decides nothing itself."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Settings, addresses, doors and the worker."""

    name = "detente.site"
