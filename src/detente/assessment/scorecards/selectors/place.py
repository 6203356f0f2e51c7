"""A vendor's place in its tier: does it survive other weights of either side?"""

from dataclasses import dataclass
from datetime import date, datetime

from detente.assessment.scorecards import to_engine
from detente.assessment.scorecards.contracts import SEE_SCORECARDS, VendorRanks
from detente.assessment.scorecards.selectors.methods import method_of
from detente.assessment.scorecards.selectors.robustness import MOST_VENDORS, ranked, shown
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor, Vendor
from detente.evidence.relationships.selectors import access_vendor, vendors_of
from detente.foundation.access import Actor
from detente.foundation.errors import Invalid
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.use_case import query

PARTIES = ("customer", "vendor")
SEED = 1


class UnfitMost(Invalid):
    """How many vendors may be ranked is too few, or too many."""


@dataclass(frozen=True, slots=True)
class PartyRanks:
    """A vendor's ranks around the weights of one side."""

    party: str
    ranks: VendorRanks


@dataclass(frozen=True, slots=True)
class Place:
    """How far a vendor's place among those of its tier hangs on judgement."""

    vendor: Vendor
    as_of: datetime
    known_on: datetime
    method: str
    seed: int
    other_weights: int
    in_tier: int
    """Vendors of the tier."""
    ranked: int
    """Those of them for which it is not too early; 0 where there are too many to rank."""
    holds: bool | None
    """Whether the rank stays the same around either side's weights; None where there is no rank."""
    words: str
    parties: tuple[PartyRanks, ...]
    too_early: tuple[str, ...]
    """Vendors of the tier that have no place yet."""


@query(
    "scorecards.place",
    permission=SEE_SCORECARDS,
    path="vendors/{vendor}/scorecard/place",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord, UnfitMost),
)
def place(
    *,
    actor: Actor,
    at: datetime,
    vendor: str,
    most: int = MOST_VENDORS,
    as_of: date | None = None,
    known_on: date | None = None,
) -> Place:
    """Show whether a vendor's place in its tier survives other weights, of the customer's side and of its own.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor.
    most : int, 1 to 200
        Of a tier with more vendors, nothing is ranked.
    as_of : date
        Facts that began later are left out; today if not given.
    known_on : date
        What came later is left out; `as_of` if not given.
    """
    if not 1 <= most <= MOST_VENDORS:
        raise UnfitMost(f"{most} vendors cannot be ranked: give 1 to {MOST_VENDORS}.")
    valid, known = moments(at, as_of, known_on)
    about = access_vendor(vendor, as_of=valid, known_on=known)
    file = method_of(about.customer, known)
    tier = [one for one in vendors_of(about.customer, as_of=valid, known_on=known) if one.tier == about.tier]
    those = tier if len(tier) <= most else []
    weighed = {one.party for one in file.method.weights_across}
    parties = [one for one in PARTIES if one in weighed]
    placed, ranks = ranked(file, those, valid, known, parties=parties, seed=SEED)
    row = next((row for row, one in enumerate(placed) if one.vendor == about.vendor), None)
    found = (
        ()
        if row is None
        else tuple(PartyRanks(one, shown(about, ranks[one][row], len(placed))) for one in parties)
    )
    holds, words = _said(about, found, len(placed), in_tier=len(tier), most=most)
    return Place(
        vendor=about,
        as_of=valid,
        known_on=known,
        method=file.id,
        seed=SEED,
        other_weights=to_engine.OTHER_WEIGHTS,
        in_tier=len(tier),
        ranked=len(placed),
        holds=holds,
        words=words,
        parties=found,
        too_early=tuple(one.name for one in those if one not in placed),
    )


def _said(
    about: Vendor, parties: tuple[PartyRanks, ...], placed: int, *, in_tier: int, most: int
) -> tuple[bool | None, str]:
    """Return whether the place holds, and that in a sentence."""
    if in_tier > most:
        return None, f"Tier {about.tier} has {in_tier:,} vendors: too many to rank, {most} are the most."
    if not parties:
        return None, f"It is too early to rank {about.name}: a dimension is filled less than a quarter."
    if placed == 1:
        return None, f"{about.name} is alone: no other vendor of tier {about.tier} can be ranked yet."
    spans = [one.ranks.by_demonstrated for one in parties]
    best, worst = min(one.best for one in spans), max(one.worst for one in spans)
    among = f"{placed} in tier {about.tier} by what is demonstrated"
    if best == worst:
        return True, f"The place holds: rank {best} of {among}, whatever weights either side chooses."
    return False, f"The place hangs on the weights: from rank {best} to {worst} of {among}."
