"""Some vendors on several days at once: dimensions, must-haves, marks and what sources disagree about."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from detente.assessment.scorecards import to_engine
from detente.assessment.scorecards.contracts import DimensionShown, GateShown, Mark
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.must_haves import judged_gates
from detente.assessment.scorecards.selectors.editions import editions_over_time
from detente.assessment.scorecards.selectors.methods import methods_on
from detente.assessment.scorecards.selectors.portfolio import marks
from detente.evidence.ledger.contracts import Fact, FactsOverTime
from detente.evidence.ledger.selectors import facts_over_time_by_vendor
from detente.evidence.relationships.contracts import Vendor
from detente.evidence.relationships.selectors import vendors_over_time
from detente.foundation.identifiers import OrganisationId


@dataclass(frozen=True, slots=True)
class VendorThen:
    """A vendor on a day, as it was known then."""

    vendor: Vendor
    method: str
    dimensions: tuple[DimensionShown, ...]
    gates: tuple[GateShown, ...]
    marks: tuple[Mark, ...]
    disagreements: dict[str, str]
    """Criteria whose sources disagree: their titles by their ids."""


def vendors_on_days(
    customer: OrganisationId, vendors: Collection[OrganisationId], whens: Sequence[tuple[datetime, datetime]]
) -> list[tuple[VendorThen, ...]]:
    """Return some vendors of a customer, each on each of the days; who is none of its vendors is left out.

    The queries are as many for some vendors as for one.

    Parameters
    ----------
    customer : OrganisationId
        Whose vendors.
    vendors : collection of OrganisationId
        Which.
    whens : sequence of (datetime, datetime)
        True by when, and known by when; the last one last.
    """
    abouts = vendors_over_time(vendors, customer=customer, those=whens)
    methods = methods_on(customer, [known for _, known in whens])
    editions = editions_over_time(customer, whens)
    place = {one: row for row, one in enumerate(abouts)}
    gathered = {one.id: to_engine.Gathered(one) for one in methods}
    judged: dict[int, tuple[tuple[GateShown, ...], tuple[Mark, ...]]] = {}

    def gather(vendor: OrganisationId, facts: FactsOverTime) -> None:
        for column, ((day, known), method) in enumerate(zip(whens, methods, strict=True)):
            about, then = abouts[vendor][column], facts.on(as_of=day, known_on=known)
            row = place[vendor] * len(whens) + column
            body = to_engine.body_of(method, about, then, day, editions=editions[column])
            gathered[method.id].add(row, about.tier, body)
            everything: dict[str, list[Fact]] = defaultdict(list)
            for fact in then:
                everything[fact.kind].append(fact)
            judged[row] = (
                judged_gates(method, about, everything, day, editions=editions[column]),
                marks(about, then, method, day, editions[column]),
            )

    left = dict.fromkeys(abouts)
    for vendor, facts in facts_over_time_by_vendor(
        list(abouts), customer=customer, until=whens[-1][0], known_on=whens[-1][1]
    ):
        del left[vendor]
        gather(vendor, facts)
    for vendor in left:
        gather(vendor, FactsOverTime((), {}, {}))
    tiers = [one.tier for of in abouts.values() for one in of]
    found = {name: to_engine.dimensions_and_disagreements(one, tiers) for name, one in gathered.items()}
    return [
        tuple(
            VendorThen(about, method.id, dimensions, *judged[row], _titles(disagree))
            for column, (about, method) in enumerate(zip(of, methods, strict=True))
            for row in [place[vendor] * len(whens) + column]
            for dimensions, disagree in [found[method.id][row]]
        )
        for vendor, of in abouts.items()
    ]


def _titles(criteria: Sequence[str]) -> dict[str, str]:
    return {one: known_criteria()[one].definition.title for one in criteria}
