"""Dates of which only the year, or the year and month, is known."""

from dataclasses import dataclass
from datetime import date, datetime

from detente.formats.found import UNDATED
from detente.formats.row_fields import midnight


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What is known of a day: nothing, its year, its month, or all of it."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar has.

        Raises
        ------
        ValueError
            A part is out of range, or a day is known without its month.
        """
        if self.year is not None:
            try:
                date(self.year, self.month or 1, self.day or 1)
            except OverflowError as error:
                raise ValueError(error) from error
        if (self.day and not self.month) or (self.month and not self.year):
            raise ValueError("a day without its month, or a month without its year")

    @property
    def earliest(self) -> datetime:
        """The first moment it may have been, in UTC; UNDATED when nothing is known."""
        return UNDATED if self.year is None else midnight(date(self.year, self.month or 1, self.day or 1))

    @property
    def whole(self) -> date | None:
        """The day, where all of it is known."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    @property
    def words(self) -> str:
        """The part that is known, where it is not the whole: "2016" or "2016-09".

        >>> PartialDate(2016, 9).words, PartialDate(2016, 9, 17).words
        ('2016-09', '')
        """
        if self.whole or self.year is None:
            return ""
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"
