"""A vendor's scorecard over time: each point as it was known on its day."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from detente.assessment.scorecards import to_engine
from detente.assessment.scorecards.contracts import (
    SEE_SCORECARDS,
    DimensionHistory,
    DimensionShown,
    HistoryPoint,
)
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.assessment.scorecards.selectors.dates import InTheFuture, moments
from detente.assessment.scorecards.selectors.methods import methods_on
from detente.evidence.ledger.contracts import FactsOverTime
from detente.evidence.ledger.selectors import facts_over_time
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor, Vendor
from detente.evidence.relationships.selectors import access_vendor
from detente.foundation.access import Actor
from detente.foundation.errors import Invalid
from detente.foundation.use_case import query

MOST_MONTHS = 60


class TooLong(Invalid):
    """The history was asked for more, or fewer, months than can be shown."""


@query(
    "scorecards.history",
    permission=SEE_SCORECARDS,
    path="vendors/{vendor}/scorecard/history",
    raises=(NoSuchVendor, AmbiguousVendor, InTheFuture, TooLong),
)
def history(
    *,
    actor: Actor,
    at: datetime,
    vendor: str,
    months: int = 12,
    until: date | None = None,
    known_on: date | None = None,
) -> list[DimensionHistory]:
    """Show how a vendor's dimensions moved, month by month, each as it was known then or on one day.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor.
    months : int, 1 to 60
        How far back.
    until : date
        The last day; today if not given.
    known_on : date
        Of every month, what came later than this day is left out; each month's own day if not given.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise TooLong(f"{months} months cannot be shown: give 1 to {MOST_MONTHS}.")
    last, known = moments(at, until, known_on)
    about = access_vendor(vendor)
    facts = facts_over_time(about.vendor, customer=about.customer, until=last, known_on=known)
    days = month_days(last, months)
    knowns = days if known_on is None else [known] * len(days)
    return history_of(about, facts, days, methods_on(about.customer, knowns), knowns)


def history_of(
    about: Vendor,
    facts: FactsOverTime,
    days: Sequence[datetime],
    methods: Sequence[MethodFile],
    knowns: Sequence[datetime] | None = None,
) -> list[DimensionHistory]:
    """Return a vendor's dimensions on some days, by the method of each, from all that was known of it.

    Each day is shown as it was known on the one of `knowns` in its place; on the day itself if not given.
    """
    known_by = dict(zip(days, knowns or days, strict=True))
    shown: dict[datetime, dict[str, DimensionShown]] = {}
    for file in dict.fromkeys(one.id for one in methods):
        these = [(day, method) for day, method in zip(days, methods, strict=True) if method.id == file]
        gathered = to_engine.Gathered(these[0][1])
        for row, (day, method) in enumerate(these):
            known = facts.on(as_of=day, known_on=known_by[day])
            gathered.add(row, about.tier, to_engine.body_of(method, about, known, day))
        found = to_engine.portfolio_dimensions(gathered, [about.tier] * len(these))
        shown |= {day: {one.id: one for one in row} for (day, _), row in zip(these, found, strict=True)}
    return [
        DimensionHistory(
            dimension=one.id,
            title=one.title,
            floor=one.floors.get(about.tier),
            points=tuple(
                HistoryPoint((day - timedelta(microseconds=1)).date(), then.ends, then.points)
                for day in days
                if (then := shown[day].get(one.id))  # an older method did not have it
            ),
        )
        for one in methods[-1].dimensions
    ]


def month_days(last: datetime, months: int) -> list[datetime]:
    """Return the beginnings of the months up to `last`, and `last`."""
    number = last.year * 12 + last.month - 1
    firsts = [
        datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)
        for month in range(number - months + 1, number + 1)
    ]
    return [one for one in firsts if one < last] + [last]
