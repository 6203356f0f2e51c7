"""Where everything is: each room's `web.urlpatterns` under the root, the API under /api/."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from detente.site import api, api_downloads, api_uploads
from detente.site.health import healthz
from detente.site.home import home
from detente.site.rooms import room_names
from detente.site.search_pages import search
from detente.ui.web import catalogue

handler500 = "detente.site.failures.fault_page"


def room_pages() -> list[URLPattern | URLResolver]:
    """Return the addresses of every room that has pages."""
    found: list[URLPattern | URLResolver] = []
    for room in room_names():
        if find_spec(f"{room}.web") is not None:
            found += import_module(f"{room}.web").urlpatterns
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("components", catalogue, name="catalogue"),
    path("search", search, name="search"),
    path("api/", include(api_uploads.routes())),
    path("api/", include(api_downloads.routes())),
    path("api/", include(api.routes())),
    path("", include("detente.site.sign_in_urls")),
    *room_pages(),
]
