"""Text that a spreadsheet would run as a formula, made harmless before it is written to one."""

import re

_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")  # the last four: the full-width = + - @
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
