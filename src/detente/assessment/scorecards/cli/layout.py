"""How lines are laid out in a terminal of 100 columns."""

import textwrap
from datetime import datetime, timedelta

COLUMNS = 100


def spread(left: str, right: str) -> str:
    """Return a line with words at both margins.

    >>> len(spread("left", "right"))
    100
    """
    return f"{left} {right:>{COLUMNS - len(left) - 1}}"


def wrapped(text: str, *, indent: int = 0, hanging: int | None = None) -> list[str]:
    """Return a text in lines; those after the first are indented by `hanging`.

    >>> wrapped("a b", indent=2)
    ['  a b']
    """
    after = " " * (indent if hanging is None else hanging)
    return textwrap.wrap(text, COLUMNS, initial_indent=" " * indent, subsequent_indent=after)


def cut(text: str, width: int) -> str:
    """Return a text that is no longer than a column.

    >>> cut("Northwind", 6)
    'North…'
    """
    return text if len(text) <= width else f"{text[: width - 1]}…"


def on(moment: datetime, known_on: datetime) -> str:
    """Return on which day something is so, and as known when, if that is another day.

    >>> from datetime import UTC
    >>> on(datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 11, 24, 12, tzinfo=UTC))
    '31 March 2026, as known on 24 November 2026'
    """
    day, known = _day(moment), _day(known_on)
    return day if day == known else f"{day}, as known on {known}"


def _day(moment: datetime) -> str:
    """Return the day of a moment; midnight is the end of the day before it."""
    return f"{moment - timedelta(microseconds=1):%-d %B %Y}"


def word(text: str) -> str:
    """Return a name as a shell takes it.

    >>> word("Relay"), word("Northwind Cloud")
    ('Relay', "'Northwind Cloud'")
    """
    return f"'{text}'" if " " in text else text
