"""A stretch of days with a beginning and an end."""

from dataclasses import dataclass
from datetime import date

from detente.engine.quantity.errors import QuantityError


class EmptyPeriod(QuantityError):
    """A period ends on or before the day it starts."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days `starts_on <= day < ends_on`.

    Parameters
    ----------
    starts_on : date
        The first day inside.
    ends_on : date
        The first day outside.

    Raises
    ------
    EmptyPeriod
        `ends_on` is not after `starts_on`.

    Examples
    --------
    >>> date(2024, 12, 31) in Period(date(2024, 1, 1), date(2025, 1, 1))
    True
    >>> Period(date(2024, 1, 1), date(2025, 1, 1)).days
    366
    """

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        """Refuse a period without a day."""
        if self.ends_on <= self.starts_on:
            raise EmptyPeriod(
                f"the period from {self.starts_on} to {self.ends_on} has no day; it must end after it starts"
            )

    def __contains__(self, day: date) -> bool:
        """Say whether the day lies inside."""
        return self.starts_on <= day < self.ends_on

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends_on - self.starts_on).days
