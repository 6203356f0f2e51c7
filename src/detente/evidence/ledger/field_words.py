"""The fields of a fact in words: dates, yes and no, and figures as people write them."""

import re
from datetime import UTC, date, datetime

DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
DECIMALS = 4


def in_words(value: object) -> str:
    """Return a field of a record, as it is stored, in words.

    Examples
    --------
    >>> in_words(True), in_words(None), in_words(99.98000000001), in_words("2026-10-01")
    ('yes', 'not known', '99.98', '1 October 2026')
    """
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.{DECIMALS}f}".rstrip("0").rstrip(".")
    if isinstance(value, list):
        return ", ".join(in_words(one) for one in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {in_words(one)}" for key, one in value.items()) or "none"
    return _date(str(value))


def moment_words(moment: datetime) -> str:
    """Return a moment in words, in UTC."""
    return f"{moment.astimezone(UTC):%-d %B %Y, %H:%M} UTC"


def _date(text: str) -> str:
    try:
        if DAY.fullmatch(text):
            return f"{date.fromisoformat(text):%-d %B %Y}"
        if MOMENT.fullmatch(text):
            return moment_words(datetime.fromisoformat(text))
    except ValueError:
        pass
    return text
