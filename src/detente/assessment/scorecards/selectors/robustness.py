"""Would the order of vendors survive other judgements?"""

from collections.abc import Sequence
from datetime import date, datetime

from detente.assessment.scorecards import to_engine
from detente.assessment.scorecards.contracts import (
    SEE_SCORECARDS,
    NoSuchParty,
    OtherJudgement,
    RankSpan,
    Robustness,
    TooManyToRank,
    VendorRanks,
)
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.assessment.scorecards.selectors.editions import editions_on
from detente.assessment.scorecards.selectors.methods import method_of
from detente.evidence.ledger.selectors import facts_by_vendor
from detente.evidence.relationships.contracts import Vendor
from detente.evidence.relationships.selectors import vendors_of
from detente.foundation.access import Actor
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.use_case import query

MOST_VENDORS = 200


@query(
    "scorecards.robustness",
    permission=SEE_SCORECARDS,
    path="portfolio/robustness",
    raises=(NotOnRecord, NoSuchParty, TooManyToRank),
)
def robustness(
    *,
    actor: Actor,
    at: datetime,
    party: str = "customer",
    tier: int | None = None,
    seed: int = 1,
    as_of: date | None = None,
    known_on: date | None = None,
) -> Robustness:
    """Show how far each vendor's place hangs on judgement: on weights, on the mean, on half-lives.

    Parameters
    ----------
    party : str
        Whose weights across the dimensions are varied: a party of the method, as in `customer`.
    tier : int, 1 to 3
        Vendors of this tier alone; all if not given, up to 200.
    seed : int
        Of the draws of other weights: the same seed gives the same answer.
    as_of : date
        Facts that began later are left out; today if not given.
    known_on : date
        What came later is left out; `as_of` if not given.
    """
    valid, known = moments(at, as_of, known_on)
    file = method_of(actor.organisation, known)
    parties = [one.party for one in file.method.weights_across]
    if party not in parties:
        raise NoSuchParty(f"The method {file.id} has no weights of {party!r}; it has {', '.join(parties)}.")
    everyone = vendors_of(actor.organisation, as_of=valid, known_on=known)
    vendors = [one for one in everyone if tier in (None, one.tier)]
    if len(vendors) > MOST_VENDORS:
        raise TooManyToRank(f"{len(vendors):,} vendors are too many, {MOST_VENDORS} the most: choose a tier.")
    placed, ranks = ranked(file, vendors, valid, known, parties=[party], seed=seed)
    return Robustness(
        as_of=valid,
        known_on=known,
        method=file.id,
        party=party,
        seed=seed,
        other_weights=to_engine.OTHER_WEIGHTS,
        vendors=tuple(shown(one, each, len(placed)) for one, each in zip(placed, ranks[party], strict=True)),
        too_early=tuple(one.name for one in vendors if one not in placed),
    )


def ranked(
    file: MethodFile,
    vendors: Sequence[Vendor],
    valid: datetime,
    known: datetime,
    *,
    parties: Sequence[str],
    seed: int,
) -> tuple[list[Vendor], dict[str, list[to_engine.Ranks]]]:
    """Return the vendors that have a place among each other, and their ranks around each party's weights."""
    if not vendors:
        return [], {party: [] for party in parties}
    customer = vendors[0].customer
    editions = editions_on(customer, valid, known)
    bodies = {one.vendor: to_engine.body_of(file, one, (), valid, editions=editions) for one in vendors}
    by_number: dict[int, Vendor] = {one.vendor: one for one in vendors}
    facts = facts_by_vendor([one.vendor for one in vendors], customer=customer, as_of=valid, known_on=known)
    for number, those in facts:
        bodies[number] = to_engine.body_of(file, by_number[number], those, valid, editions=editions)
    everybody = to_engine.Gathered(file)
    for row, one in enumerate(vendors):
        everybody.add(row, one.tier, bodies[one.vendor])
    dimensions = to_engine.portfolio_dimensions(everybody, [one.tier for one in vendors])
    placed = [one for one, each in zip(vendors, dimensions, strict=True) if all(of.ends for of in each)]
    gathered = to_engine.Gathered(file)
    for row, one in enumerate(placed):
        gathered.add(row, one.tier, bodies[one.vendor])
    return placed, {
        party: to_engine.ranks_of(gathered, len(placed), party=party, seed=seed) if placed else []
        for party in parties
    }


def shown(vendor: Vendor, ranks: to_engine.Ranks, of: int) -> VendorRanks:
    """Return a vendor's ranks in words and in figures."""
    return VendorRanks(
        vendor=vendor,
        by_demonstrated=ranks.by_demonstrated,
        by_possible=ranks.by_possible,
        other_judgements=tuple(
            OtherJudgement(judgement, *both) for judgement, both in ranks.judgements.items()
        ),
        words=(
            f"{vendor.name} {_place(ranks.by_demonstrated)} of {of} by what is demonstrated and "
            f"{_place(ranks.by_possible)} by what is possible, in 95 % of other weights{_otherwise(ranks)}."
        ),
    )


def _place(span: RankSpan) -> str:
    if span.best == span.worst:
        return f"stays at rank {span.best}"
    return f"goes from rank {span.best} to {span.worst}"


def _otherwise(ranks: to_engine.Ranks) -> str:
    """Return what another judgement than the weights would change, if that leaves the span."""
    span = ranks.by_demonstrated
    moved = [
        f"rank {rank} with {'the ' if 'mean' in judgement else ''}{judgement}"
        for judgement, (rank, _) in ranks.judgements.items()
        if not span.best <= rank <= span.worst
    ]
    return f"; by what is demonstrated {', '.join(moved)}" if moved else ""
