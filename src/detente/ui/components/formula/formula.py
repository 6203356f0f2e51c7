"""A formula with its numbers in it, and code or a fingerprint in one width of letter."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from detente.ui.render import rendered

SHOWN_OF_HASH = 8


def formula(lines: Sequence[str], note: str = "") -> SafeString:
    """Show the steps of a computation, a line each, and what they assume below."""
    return rendered("formula/formula.html", lines=lines, note=note)


def code(text: str) -> SafeString:
    """Show a piece of code, a locator or a name of a file as it is written."""
    return rendered("formula/code.html", text=text)


def fingerprint(sha256: str) -> SafeString:
    """Show the two ends of a SHA-256; the whole of it is in the title and is what is copied to compare."""
    shown = sha256 if len(sha256) <= 2 * SHOWN_OF_HASH else f"{sha256[:SHOWN_OF_HASH]}…{sha256[-4:]}"
    return rendered("formula/fingerprint.html", whole=sha256, shown=shown)
