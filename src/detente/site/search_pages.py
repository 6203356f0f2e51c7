"""Search over everything that a person may see: a page, and what the palette shows while one types."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from detente.foundation.registry import OPERATIONS
from detente.site.account_pages import acting
from detente.ui.addresses import with_query
from detente.ui.components.palette.palette import palette_found
from detente.ui.search import HitGroup, found
from detente.ui.web import page_response

LONGEST_WORDS = 200
IN_THE_PALETTE, ON_THE_PAGE = 5, 25


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was typed, and what was found."""

    title: str
    url: str
    words: str
    groups: tuple[HitGroup, ...]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what is found by the words that were typed; without words, the places that there are."""
    actor = acting(request)
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS]
    held = {one.permission.name for one in OPERATIONS.values() if actor.may(one.permission)}
    in_palette = request.headers.get("HX-Target") == "dt-palette-found"
    at_most = IN_THE_PALETTE if in_palette and words else ON_THE_PAGE
    groups = found(request, words, permitted=held.__contains__, at_most=at_most)
    here = with_query(reverse("search"), q=words or None)
    response: HttpResponse
    if in_palette:
        response = HttpResponse(palette_found(groups, words=words, url=here))
    else:
        page = SearchPage(_("Search"), here, words, groups)
        response = page_response(request, "search/search.html", page=page)
    patch_vary_headers(response, ["HX-Target"])
    return response
