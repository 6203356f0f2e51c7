"""What an address asks for, and the addresses of what explains a figure."""

from django.http import HttpRequest
from django.urls import reverse

from detente.assessment.scorecards.contracts import Mark
from detente.evidence.relationships.contracts import Vendor
from detente.foundation.moments import DaysAsked
from detente.foundation.page import number_in
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb


def number(request: HttpRequest, name: str) -> int:
    """Return a number of the query, 1 where there is none."""
    said = request.GET.get(name, "1")
    return int(said) if said.isdecimal() else 1


def passed_over(request: HttpRequest) -> int:
    """Return how many lines of evidence an address passes over, none where it does not say."""
    return number_in(request.GET, "after") or 0


def address(name: str, *parts: object, days: DaysAsked) -> str:
    """Return where one of this room's pages is, of the days that the page asking is of.

    Parameters
    ----------
    name : str
        The page, such as why: one that takes days.
    parts : object
        What its path names, the vendor first.
    """
    return with_query(reverse(name, args=parts), **days.in_query())


def mark_address(vendor: Vendor, mark: Mark, days: DaysAsked) -> str:
    """Return where it is shown why a vendor has a mark."""
    if mark.kind == "gate":
        return address("why_must_have", vendor.vendor, mark.of, days=days)
    if mark.kind == "below floor":
        return address("why_dimension", vendor.vendor, mark.of, days=days)
    if mark.kind == "conflict" and mark.of:
        return address("why", vendor.vendor, mark.of, days=days)
    if mark.kind in ("lapsing", "dispute") and len(mark.places) == 1:
        return address("evidence_line", *mark.places[0], days=days)
    if mark.kind == "renewal":
        return address("relationship", vendor.relationship, days=days)
    return address("scorecard", vendor.vendor, days=days)


def crumbs(vendor: Vendor, title: str, days: DaysAsked) -> tuple[Crumb, ...]:
    """Return the way from all vendors to a page about one of them."""
    of = address("scorecard", vendor.vendor, days=days)
    return (Crumb("Vendors", reverse("portfolio")), Crumb(vendor.name, of), Crumb(title))
