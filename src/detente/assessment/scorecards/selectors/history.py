"""A vendor's scorecard over time: each point as it was known on its day."""

from datetime import UTC, date, datetime, timedelta

from detente.assessment.scorecards import from_engine
from detente.assessment.scorecards.contracts import SEE_SCORECARDS, DimensionHistory, HistoryPoint
from detente.assessment.scorecards.selectors.dates import InTheFuture, moments
from detente.assessment.scorecards.selectors.scorecard import score
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor
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
    *, actor: Actor, at: datetime, vendor: str, months: int = 12, until: date | None = None
) -> list[DimensionHistory]:
    """Show how a vendor's dimensions moved, month by month, each as it was known then.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor.
    months : int, 1 to 60
        How far back.
    until : date
        The last day; today if not given.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise TooLong(f"{months} months cannot be shown: give 1 to {MOST_MONTHS}.")
    last, _ = moments(at, until, None)
    about = access_vendor(vendor)
    cards = [(moment, *score(about, moment, moment)) for moment in _first_days(last, months)]
    file = cards[-1][1]
    found = []
    for dimension in file.dimensions:
        points = []
        for moment, then, _, scored in cards:
            scores = {one.dimension: one for one in scored.scorecard.dimensions}
            if dimension.id not in scores:
                continue  # an older method did not have it
            shown = from_engine.dimension_shown(
                next(one for one in then.dimensions if one.id == dimension.id),
                scores[dimension.id],
                scored.scorecard.criteria,
                about.tier,
            )
            points.append(HistoryPoint((moment - timedelta(microseconds=1)).date(), shown.ends, shown.points))
        floor = dimension.floors.get(about.tier)
        found.append(DimensionHistory(dimension.id, dimension.title, floor, tuple(points)))
    return found


def _first_days(last: datetime, months: int) -> list[datetime]:
    """Return the beginnings of the months up to `last`, and `last`."""
    number = last.year * 12 + last.month - 1
    firsts = [
        datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)
        for month in range(number - months + 1, number + 1)
    ]
    return [one for one in firsts if one < last] + [last]
