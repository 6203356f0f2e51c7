"""Text that a spreadsheet would run as a formula: refused where it is read, made harmless where it is written.

A row in which any text would run is rejected. Text that only begins with such a sign ("+BSI", "- none") is kept as it
is; whatever writes a table passes it through `safe_cell`.
"""

import re
from functools import cache

from detente.formats.found import Findings, Found, Rejected
from detente.formats.record_rules import shapes
from detente.formats.records import KINDS

_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # the last four: the full-width = + - @
_SIGNS = frozenset("".join(_STARTS) + " ")
_RUNS = re.compile(
    r"""\s*(?:
        [=\uff1d].*\S  # = with anything
        |[@\uff20][A-Za-z_][\w.]*\(  # @NAME( as in older spreadsheets
        |[+\-\uff0b\uff0d\uff20@]  # a sign, perhaps numbers, texts and cells, and a call: SUM( or cmd|
            (?=(?P<sum>(?:[\d\s.,+\-*/^%&(<>=]|"[^"]*"|\$?[A-Za-z]{1,3}\$?\d+(?![\w.(|]))*))(?P=sum)[A-Za-z_][\w.]*[(|]
    )""",
    re.DOTALL | re.VERBOSE,
)  # the sum is looked ahead for, then taken as it stands: tried again in shorter pieces, a long text would take minutes
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
    """Return whether a spreadsheet would call something for a text: = with anything, or a sign before NAME( or NAME|.

    >>> runs("=1+1"), runs("+cmd|' /C calc'!A0"), runs("@SUM(A1)"), runs("-1"), runs("- none (see | below)")
    (True, True, True, False, False)
    """
    return _RUNS.match(text) is not None


def refuse_formulas(findings: Findings) -> Findings:
    """Yield findings; one with a text that would run as a formula is rejected."""
    for one in findings:
        formula = _formula(one) if isinstance(one, Found) else None
        if formula and isinstance(one, Found):
            name, text = formula
            reason = (
                f"{name}: {text[:60]!r} would run as a formula in a spreadsheet: write it without the first "
                f"{text.lstrip()[:1]!r}."
            )
            yield Rejected(one.locator, reason, text[:500])
        else:
            yield one


def _formula(found: Found) -> tuple[str, str] | None:
    """Return the first text that would run, with the name of its field."""
    record = found.record
    if found.vendor and found.vendor[0] in _SIGNS and runs(found.vendor):
        return "vendor", found.vendor
    if found.key[:1] in _SIGNS and runs(found.key):
        return "key", found.key
    for name in _texts(record.kind):
        text = getattr(record, name)
        if text and text[0] in _SIGNS and runs(text):
            return name, text
    return None


@cache
def _texts(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind of record that are text."""
    return tuple(shape.name for shape in shapes(KINDS[kind]) if shape.type is str)
