"""The page that shows all components, and how any page answers, in the window or in the drawer."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from detente.ui.catalogue import catalogue_page

View = TypeVar("View", bound=Callable[..., HttpResponse])
PAGE, DRAWER = "ui/page.html", "ui/drawer.html"


def in_drawer(request: HttpRequest) -> bool:
    """Say whether the answer is put into the drawer, rather than shown as a page of its own."""
    return request.headers.get("X-Drawer") == "true"


def page_response(
    request: HttpRequest, template: str, *, page: object, status: int = 200, **more: object
) -> HttpResponse:
    """Answer with a page whose template begins with ``{% extends base %}``.

    `base` is the page with its side bar, or the drawer when a "why?" link asks for it: the same template,
    with the same blocks, serves both. `page` is a frozen dataclass of plain values.
    """
    base = DRAWER if in_drawer(request) else PAGE
    response = TemplateResponse(request, template, {"page": page, "base": base, **more}, status=status)
    patch_vary_headers(response, ["X-Drawer"])
    return response


def of_a_day(view: View) -> View:
    """Mark a page that can be asked for as it was known on a past day; any other refuses a day."""
    view.of_a_day = True  # type: ignore[attr-defined]
    return view


def takes_day(*names: str) -> Callable[[View], View]:
    """Mark a page that takes days of its own, under these names: any other day is still refused."""

    def mark(view: View) -> View:
        view.days_taken = names  # type: ignore[attr-defined]
        return view

    return mark


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every component with its states, light and dark."""
    return page_response(request, "ui/catalogue.html", page=catalogue_page())
