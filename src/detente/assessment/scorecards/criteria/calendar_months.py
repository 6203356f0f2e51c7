"""Which period a day lies in, found by its month: every period is made of whole months."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from detente.assessment.scorecards.criteria.periods import MONTHS, Slot, slots


def month_of(day: date) -> int:
    """Return a number for the month of a day, one more for each month.

    >>> month_of(date(2027, 1, 31)) - month_of(date(2026, 12, 1))
    1
    """
    return day.year * 12 + day.month


@lru_cache(maxsize=64)  # ten thousand vendors ask for the same ones
def slots_by_month(as_of: datetime, *, unit: str, count: int) -> Mapping[int, Slot]:
    """Return the periods of `periods.slots` by each of their months."""
    return {
        month_of(slot.starts_at) + number: slot
        for slot in slots(as_of, unit=unit, count=count)
        for number in range(MONTHS[unit])
    }
