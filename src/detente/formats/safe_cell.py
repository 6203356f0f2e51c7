"""Text that a spreadsheet would run as a formula: refused in names and keys, made harmless where it is written.

A vendor's name, a key or a scheme is none, so a row in which it would run is rejected. Free text (an answer, a
description) may begin with such a sign, and is kept as it is; whatever writes a table passes it through `safe_cell`.
"""

import re

from detente.formats.found import Findings, Found, Rejected

_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # the last four: the full-width = + - @
_SIGNS = frozenset("".join(_STARTS))
_RUNS = re.compile(r"\s*(?:[=\uff1d]|[+\-@\uff0b\uff0d\uff20].*[(|])", re.DOTALL)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")


def safe_cell(value: object) -> object:
    """Return the value with an apostrophe before it where a spreadsheet would run it.

    References
    ----------
    OWASP, "CSV Injection": a cell that begins with = + - @, tab or carriage return is a formula.

    Examples
    --------
    >>> safe_cell("=HYPERLINK(A1)"), safe_cell("-12.5"), safe_cell(-12.5)
    ("'=HYPERLINK(A1)", '-12.5', -12.5)
    """
    if isinstance(value, str) and value.lstrip(" ").startswith(_STARTS) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def runs(text: str) -> bool:
    """Return whether a spreadsheet would call something for a text: = with anything, or + - @ with ( or |.

    >>> runs("=1+1"), runs("+cmd|' /C calc'!A0"), runs("@SUM(A1)"), runs("-1"), runs("@acme")
    (True, True, True, False, False)
    """
    return _RUNS.match(text) is not None


def refuse_formulas(findings: Findings) -> Findings:
    """Yield findings; one whose vendor, key or scheme would run as a formula is rejected."""
    for one in findings:
        text = _formula(one) if isinstance(one, Found) else ""
        if text and isinstance(one, Found):
            reason = (
                f"{text[:60]!r} would run as a formula in a spreadsheet: write the name without {text[:1]!r}."
            )
            yield Rejected(one.locator, reason, text[:500])
        else:
            yield one


def _formula(found: Found) -> str:
    for text in (found.vendor or "", found.key, getattr(found.record, "scheme", "")):
        if text[:1] in _SIGNS and runs(text):
            return text
    return ""
