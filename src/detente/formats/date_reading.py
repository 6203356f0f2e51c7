"""Dates as people write them; where the order of day and month is not clear, none."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from detente.formats.row_fields import UnusableRow

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORTEST = 3
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ]\d{1,2}:\d{2}.*)?")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})")
_LAST_MONTH = 12


class UnreadableDate(UnusableRow):
    """A text is no date, or could be two."""


class DayOrder(StrEnum):
    """Which comes first where a date is written in numbers with the year last."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNCLEAR = "unclear"


def day_order(texts: Iterable[str]) -> DayOrder:
    """Return the order that the dates of one file have, as those with a day after the 12th show.

    >>> day_order(["03/04/2025", "25/04/2025"]), day_order(["03/04/2025"])
    (<DayOrder.DAY_FIRST: 'day first'>, <DayOrder.UNCLEAR: 'unclear'>)
    """
    shown = set()
    for text in texts:
        if (found := _NUMBERS.fullmatch(text.strip())) and found[2] != ".":
            if int(found[1]) > _LAST_MONTH:
                shown.add(DayOrder.DAY_FIRST)
            elif int(found[3]) > _LAST_MONTH:
                shown.add(DayOrder.MONTH_FIRST)
    return shown.pop() if len(shown) == 1 else DayOrder.UNCLEAR


def read_date(text: str, order: DayOrder = DayOrder.UNCLEAR) -> date:
    """Return the date that a text is; a time of day after it is left out.

    Read are 2024-03-25, 2024/03/25, 25.03.2024 (with dots the day comes first), March 25, 2024,
    25 March 2024, 25-Mar-2024; and 3/25/2024 or 25/3/2024 where the order is known or only one is a date.

    Raises
    ------
    UnreadableDate
        The text is no date, or the order of day and month is not clear.

    Examples
    --------
    >>> read_date("March 25, 2024"), read_date("8/29/2017", DayOrder.MONTH_FIRST)
    (datetime.date(2024, 3, 25), datetime.date(2017, 8, 29))
    """
    text = " ".join(text.split())
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _MONTH_FIRST.fullmatch(text):
            return date(int(found[3]), _month(found[1]), int(found[2]))
        if found := _DAY_FIRST.fullmatch(text):
            return date(int(found[3]), _month(found[2]), int(found[1]))
        if found := _NUMBERS.fullmatch(text):
            if found[2] == ".":
                order = DayOrder.DAY_FIRST
            return _from_numbers(int(found[1]), int(found[3]), int(found[4]), order, text)
    except ValueError as error:
        raise UnreadableDate(f"{text!r} is no day of the calendar: write it as YYYY-MM-DD.") from error
    raise UnreadableDate(f"{text[:80]!r} is no complete date: write it as YYYY-MM-DD.")


def _month(word: str) -> int:
    word = word.casefold()
    for number, month in enumerate(_MONTHS, 1):
        if len(word) >= _SHORTEST and (month.startswith(word) or word == "sept" == month[:4]):
            return number
    raise ValueError(word)


def _from_numbers(first: int, second: int, year: int, order: DayOrder, text: str) -> date:
    if order is DayOrder.UNCLEAR:
        if first <= _LAST_MONTH and second <= _LAST_MONTH and first != second:
            raise UnreadableDate(
                f"{text!r} may be {date(year, first, second)} or {date(year, second, first)}, and no other "
                "date of the file tells which: write it as YYYY-MM-DD."
            )
        order = DayOrder.DAY_FIRST if first > _LAST_MONTH else DayOrder.MONTH_FIRST
    if order is DayOrder.DAY_FIRST:
        first, second = second, first
    return date(year, first, second)
