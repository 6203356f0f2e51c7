"""What an address asks for."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from detente.foundation.errors import Invalid
from detente.ui.addresses import with_query


class NotADate(Invalid):
    """The address names a day that is none."""


def day(request: HttpRequest) -> date | None:
    """Return the past day that a page is asked for, None for today."""
    said = request.GET.get("known_on", "")
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise NotADate(f"{said!r} is no day: write it as 2026-11-24.") from None


def number(request: HttpRequest, name: str) -> int:
    """Return a number of the query, 1 where there is none."""
    said = request.GET.get(name, "1")
    return int(said) if said.isdecimal() else 1


def why_dimension_address(vendor: int, dimension: str, known_on: date | None) -> str:
    """Return where a dimension's figures are explained."""
    return with_query(
        reverse("why_dimension", args=[vendor, dimension]),
        known_on=known_on.isoformat() if known_on else None,
    )


def why_address(vendor: int, criterion: str, known_on: date | None) -> str:
    """Return where a criterion's figures are explained."""
    return with_query(
        reverse("why", args=[vendor, criterion]), known_on=known_on.isoformat() if known_on else None
    )
