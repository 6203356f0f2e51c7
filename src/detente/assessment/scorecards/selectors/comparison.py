"""Two vendors side by side, or the reason why they cannot be."""

from dataclasses import dataclass
from datetime import date, datetime

from detente.assessment.scorecards.contracts import SEE_SCORECARDS, NotComparable
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.assessment.scorecards.selectors.scorecard import score
from detente.assessment.scorecards.to_engine import Scored, compared
from detente.engine.scoring.comparison import Lead
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor, Vendor
from detente.evidence.relationships.selectors import access_vendor
from detente.foundation.access import Actor
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.use_case import query


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What can be said of two vendors, and what cannot."""

    first: str
    second: str
    method: str
    words: str
    has_shown_more: str | None
    """The vendor that has shown more, whatever the weights; None where the evidence does not tell."""
    is_ahead: str | None
    """The vendor that is ahead even if everything unknown of the other turned out well."""
    dimensions: tuple[Lead, ...]
    """Probabilities that the first is above the second."""
    together: tuple[Lead, ...]
    the_other_way: tuple[Lead, ...]
    """Probabilities that the second is above the first, of the dimensions and then together."""


@query(
    "scorecards.compare",
    permission=SEE_SCORECARDS,
    path="vendors/{vendor}/compared-with/{other}",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord, NotComparable),
)
def compare(
    *,
    actor: Actor,
    at: datetime,
    vendor: str,
    other: str,
    as_of: date | None = None,
    known_on: date | None = None,
    other_as_of: date | None = None,
    other_known_on: date | None = None,
) -> SideBySide:
    """Compare two vendors: who has shown more, and who is ahead whatever is still unknown.

    Scorecards of different versions of the method, or that read the evidence of different days, are refused.

    Parameters
    ----------
    vendor : str
        The name or the number of the one.
    other : str
        The name or the number of the other.
    as_of : date
        Facts that began later are left out; today if not given.
    known_on : date
        What came later is left out; `as_of` if not given.
    other_as_of, other_known_on : date
        The same for the other; as for the first if not given.
    """
    valid, known = moments(at, as_of, known_on)
    other_valid, other_known = moments(at, other_as_of or as_of, other_known_on or known_on)
    one = access_vendor(vendor, as_of=valid, known_on=known)
    two = access_vendor(other, as_of=other_valid, known_on=other_known)
    file, first = score(one, valid, known)
    _, second = score(two, other_valid, other_known)
    return side_by_side(one, two, file, first, second)


def side_by_side(one: Vendor, two: Vendor, file: MethodFile, first: Scored, second: Scored) -> SideBySide:
    """Return what can be said of two vendors, or raise NotComparable."""
    there, back = compared(first, second), compared(second, first)
    if first.scorecard.too_early or second.scorecard.too_early:
        early = " and ".join(v.name for v, s in ((one, first), (two, second)) if s.scorecard.too_early)
        raise NotComparable(f"It is too early for {early}: a dimension is filled less than a quarter.")
    more = one.name if there.has_shown_more else two.name if back.has_shown_more else None
    ahead = one.name if there.is_ahead else two.name if back.is_ahead else None
    return SideBySide(
        first=one.name,
        second=two.name,
        method=file.id,
        words=_words(one.name, two.name, more, ahead),
        has_shown_more=more,
        is_ahead=ahead,
        dimensions=there.dimensions,
        together=there.totals,
        the_other_way=(*back.dimensions, *back.totals),
    )


def _words(one: str, two: str, more: str | None, ahead: str | None) -> str:
    if ahead:
        return (
            f"{ahead} is ahead, even if everything unknown of the other turned out well, "
            "with either side's weights."
        )
    if more:
        return (
            f"{more} has shown more, with either side's weights. What is unknown could still turn it round."
        )
    return f"The evidence does not tell {one} and {two} apart."
