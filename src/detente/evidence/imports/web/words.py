"""How either side calls this room."""

from django.urls import reverse

from detente.evidence.imports.contracts import ImportReport
from detente.foundation.access import Actor
from detente.foundation.roles import Side
from detente.ui.components.breadcrumb.breadcrumb import Crumb

LARGEST = 512 * 1024 * 1024  # bytes of a file that a browser sends
IMPORTING, GIVING = "Imports", "Give evidence"
NO_FILE = "Choose at least one file. What you typed is kept."


def names_of(one: ImportReport) -> str:
    """Return the names of the files of an import: the first three, and how many more."""
    names = ", ".join(file.name for file in one.files[:3])
    more = len(one.files) - 3
    return f"{names} and {more} more" if more > 0 else names


def room_crumb(actor: Actor) -> Crumb:
    """Return the way back to the page where files are given."""
    return Crumb(GIVING if actor.side is Side.VENDOR else IMPORTING, reverse("imports"))
