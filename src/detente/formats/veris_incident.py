"""An incident in the terms of VERIS, from JSON or from a table.

VERIS tells incidents from breaches by `data_disclosed`; an incident without any is kept as a breach record
that says "no", so that no one counts it. What is known of the date is kept: the whole day in `occurred_on`,
the year or month in `occurred_in`; the fact is valid from the earliest moment it may have been.

References
----------
Verizon, VERIS: Vocabulary for Event Recording and Incident Sharing, schema 1.3.
"""

from collections.abc import Callable
from dataclasses import dataclass

from detente.formats.date_parts import PartialDate
from detente.formats.fact_key import fact_key
from detente.formats.found import Found
from detente.formats.records import Breach
from detente.formats.row_fields import UnusableRow

ACTIONS = ("malware", "hacking", "social", "physical", "misuse", "error", "environmental", "unknown")
_NO_NAME = {"", "unknown", "na", "n/a"}
_NO_NUMBER = {"", "na", "nan", "none", "null", "unknown"}


@dataclass(frozen=True, slots=True)
class Incident:
    """What is read of one incident; a text is "" where the source is silent."""

    identity: str
    victim: str
    day: PartialDate
    records: int | None
    category: str
    assets: str
    summary: str
    by_partner: bool
    data_disclosed: str
    certainty: str

    def found(self, locator: str) -> Found:
        """Return the fact: a breach, of which nobody says when it was reported."""
        entity = "" if self.victim.casefold() in _NO_NAME else self.victim
        return Found(
            record=Breach(
                entity=entity,
                reported_on=None,
                occurred_on=self.day.whole,
                records=self.records,
                category=self.category,
                assets=self.assets,
                summary=self.summary,
                supplier_involved=True if self.by_partner else None,
                occurred_in=self.day.words,
                data_disclosed=self.data_disclosed,
                certainty=self.certainty,
            ),
            vendor=entity or None,
            key=fact_key(f"VERIS {self.identity}"),
            valid_from=self.day.earliest,
            locator=locator,
        )


def incident_day(part: Callable[[str], object]) -> PartialDate:
    """Return what is known of the day, from the parts named year, month and day.

    A day that its month does not have (the VCDB has a 31 November) is not known; the month still is.

    Raises
    ------
    UnusableRow
        The year or the month is no year or month.
    """
    year, month, day = (whole_number(part(name), name) for name in ("year", "month", "day"))
    for known in (day, None):
        try:
            return PartialDate(year, month, known)
        except ValueError as error:
            wrong = error
    raise UnusableRow(
        f"The incident's date is year {year}, month {month}, day {day} ({wrong}): correct it or leave it out."
    )


def whole_number(value: object, name: str) -> int | None:
    """Return a whole number, which R writes as 2013.0; None where nothing is said.

    Raises
    ------
    UnusableRow
        It is something else, or below zero.

    Examples
    --------
    >>> whole_number("24500000.0", "data_total"), whole_number("NA", "data_total")
    (24500000, None)
    """
    if (
        value is None
        or isinstance(value, bool)
        or (isinstance(value, str) and value.strip().casefold() in _NO_NUMBER)
    ):
        return None
    try:
        number = float(value) if isinstance(value, int | float | str) else -1.0
    except (ValueError, OverflowError):
        number = -1.0
    if number < 0 or not number.is_integer():
        raise UnusableRow(
            f"{name} is {str(value)[:60]!r}, which is no whole number: correct it, or leave it out."
        )
    return int(number)
