"""A vendor's scorecard over time: each point as it was known on its day."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from detente.assessment.scorecards import to_engine
from detente.assessment.scorecards.contracts import (
    SEE_SCORECARDS,
    DimensionHistory,
    DimensionShown,
    HistoryPoint,
)
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.assessment.scorecards.selectors.editions import editions_over_time
from detente.assessment.scorecards.selectors.methods import methods_on
from detente.evidence.ledger.contracts import FactsOverTime
from detente.evidence.ledger.selectors import facts_over_time
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor, Vendor
from detente.evidence.relationships.selectors import relationship_with, vendor_over_time
from detente.foundation.access import Actor
from detente.foundation.errors import Invalid
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import NotOnRecord, day_of, moments
from detente.foundation.use_case import query

MOST_MONTHS = 60


class TooLong(Invalid):
    """The history was asked for more, or fewer, months than can be shown."""


@query(
    "scorecards.history",
    permission=SEE_SCORECARDS,
    path="vendors/{vendor}/scorecard/history",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord, TooLong),
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
    days = month_days(last, months)
    knowns = days if known_on is None else [known] * len(days)
    abouts = vendor_over_time(relationship_with(vendor), list(zip(days, knowns, strict=True)))
    about = abouts[-1]
    facts = facts_over_time(about.vendor, customer=about.customer, until=last, known_on=known)
    return history_of(abouts, facts, days, methods_on(about.customer, knowns), knowns)


def history_of(
    abouts: Sequence[Vendor],
    facts: FactsOverTime,
    days: Sequence[datetime],
    methods: Sequence[MethodFile],
    knowns: Sequence[datetime] | None = None,
) -> list[DimensionHistory]:
    """Return a vendor's dimensions on some days, by its terms and the method of each, from all that was known.

    Each day is shown as it was known on the one of `knowns` in its place; on the day itself if not given.
    """
    (shown,) = dimensions_over_time([abouts], [(abouts[-1].vendor, facts)], days, methods, knowns)
    return [
        DimensionHistory(
            dimension=one.id,
            title=one.title,
            floor=one.floors.get(abouts[-1].tier),
            points=tuple(
                HistoryPoint(day_of(day), then.ends, then.points, then.floor)
                for day, of_day in zip(days, shown, strict=True)
                if (then := of_day.get(one.id))  # an older method did not have it
            ),
        )
        for one in methods[-1].dimensions
    ]


def dimensions_over_time(
    vendors: Sequence[Sequence[Vendor]],
    known: Iterable[tuple[OrganisationId, FactsOverTime]],
    days: Sequence[datetime],
    methods: Sequence[MethodFile],
    knowns: Sequence[datetime] | None = None,
) -> list[list[dict[str, DimensionShown]]]:
    """Return, for each vendor and each day, the dimensions by their ids; computed together, a method at a time.

    Parameters
    ----------
    vendors : sequence of sequences of Vendor
        Whom it is about: each on each of the days.
    known : iterable of (OrganisationId, FactsOverTime)
        What was known of them, one at a time; of a vendor that is missing, nothing.
    days : sequence of datetime
        The moments to look at.
    methods : sequence of MethodFile
        The method of each.
    knowns : sequence of datetime
        When what is shown of each was known; on the day itself if not given.
    """
    files = {one.id: one for one in methods}
    gathered = {name: to_engine.Gathered(file) for name, file in files.items()}
    place = {one[-1].vendor: row for row, one in enumerate(vendors)}
    whens = list(zip(days, knowns or days, strict=True))
    editions = editions_over_time(vendors[0][-1].customer, whens) if vendors else []

    def gather(row: int, facts: FactsOverTime) -> None:
        for column, ((day, known_on), method) in enumerate(zip(whens, methods, strict=True)):
            then = facts.on(as_of=day, known_on=known_on)
            body = to_engine.body_of(method, vendors[row][column], then, day, editions=editions[column])
            gathered[method.id].add(row * len(days) + column, vendors[row][column].tier, body)

    for number, facts in known:
        gather(place.pop(number), facts)
    for row in place.values():
        gather(row, FactsOverTime((), {}, {}))
    tiers = [one.tier for of in vendors for one in of]
    found = {name: to_engine.portfolio_dimensions(one, tiers) for name, one in gathered.items()}
    return [
        [
            {one.id: one for one in found[method.id][row * len(days) + column]}
            for column, method in enumerate(methods)
        ]
        for row in range(len(vendors))
    ]


def month_days(last: datetime, months: int) -> list[datetime]:
    """Return the last moments of the months before that of `last`, and `last`."""
    number = last.year * 12 + last.month - 1
    ends = [
        datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC) - timedelta.resolution
        for month in range(number - months + 1, number + 1)
    ]
    return [*ends, last]


def known_of(days: Sequence[datetime], *, valid: datetime, known: datetime) -> Sequence[datetime]:
    """Return when what is shown of each day was known: by then, or, asked as known on a day of its own, by that."""
    return days if known.date() == valid.date() else [known] * len(days)
