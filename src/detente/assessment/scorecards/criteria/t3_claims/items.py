"""T3: what the data said of the vendor's claims."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.periods import at_midnight, days_between
from detente.assessment.scorecards.criteria.ranks import Named, Ranked, plain_name, ranked
from detente.assessment.scorecards.criteria.shown import About, Shown, places, weakest_level
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import ClaimVerdict

CLAIMS = 6
POINTS = 2.0


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield the document's verdicts among the six youngest: supported from slot 1 up, smaller from 6 down.

    With six claims or fewer each has a slot of its own. Supported ones and smaller ones are ranked apart, over
    all documents: were they to compete for slots, one more claim could lower what was demonstrated.

    References
    ----------
    Default scorecard method 1.0, row T3.
    """
    here = document[0].document
    for each in ranked(_with("supported", about), most=CLAIMS):
        if each.fact.document == here:
            yield _shown(each, each.rank, about, upheld=True)
    for each in ranked(_with("smaller than claimed", about), most=CLAIMS):
        if each.fact.document == here:
            yield _shown(each, CLAIMS + 1 - each.rank, about, upheld=False)
    undecided = [fact for fact, one in _claims(document, about) if one.verdict in {"not proven", "promise"}]
    if undecided:
        yield Shown(
            slot="not decided",
            points=POINTS,
            level=weakest_level(undecided),
            age_days=min(days_between(fact.valid_from, about.as_of) for fact in undecided),
            share_for=0.0,
            share_against=0.0,
            places=places(undecided),
            words=f"Not proven, or promised and not measured: {len(undecided)}; they count for nothing.",
        )


def _claims(facts: Sequence[Fact], about: About) -> Iterator[tuple[Fact, ClaimVerdict]]:
    on = about.as_of.date()
    for fact in facts:
        if isinstance(one := fact.record, ClaimVerdict) and one.registered_on <= on:
            yield fact, one


def _with(verdict: str, about: About) -> Iterator[Named]:
    for fact, one in _claims(about.everything.get("claim_verdict", ()), about):
        if one.verdict == verdict and not (fact.against_only and verdict == "supported"):
            yield Named(plain_name(one.claim), one.registered_on, fact)


def _shown(each: Ranked, slot: int, about: About, *, upheld: bool) -> Shown:
    claim = each.fact.record.claim if isinstance(each.fact.record, ClaimVerdict) else each.fact.key
    said = "supported" if upheld else "smaller than claimed"
    return Shown(
        slot=f"claim {slot}",
        points=POINTS,
        level=each.level,
        age_days=days_between(at_midnight(each.day), about.as_of),
        share_for=float(upheld),
        share_against=float(not upheld),
        places=places([each.fact]),
        words=f"Registered on {each.day:%-d %B %Y}, {said}: {claim.rstrip('.')}.",
    )
