"""T7: how complete bills of materials are, and the answers to the vulnerabilities matched to them."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.periods import days_between
from detente.assessment.scorecards.criteria.shown import About, Shown, by_level, places
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import BillOfMaterials

POINTS = 6.0
SUBJECTS = {
    "components": "Components with a version and an identifier",
    "vulnerabilities": "Matched vulnerabilities with a VEX state",
}


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield a subject's share: complete / all, over the products of the document; the rest is bad.

    A bill that lists nothing is no population, and shows nothing. Of a product that the document has several
    bills of, the latest.

    References
    ----------
    Default scorecard method 1.0, row T7.
    """
    for subject, counted in SUBJECTS.items():
        latest = _latest(document, subject)
        total = sum(one.total for _, one in latest)
        if not total:
            continue
        complete_of = {(fact.document, fact.position): min(one.complete, one.total) for fact, one in latest}
        total_of = {(fact.document, fact.position): one.total for fact, one in latest}
        for level, facts in by_level([fact for fact, _ in latest]):
            complete = sum(complete_of[fact.document, fact.position] for fact in facts)
            listed = sum(total_of[fact.document, fact.position] for fact in facts)
            yield Shown(
                slot=subject,
                points=POINTS,
                level=level,
                age_days=max(days_between(fact.valid_from, about.as_of) for fact in facts),
                share_for=complete / total,
                share_against=(listed - complete) / total,
                places=places(facts),
                words=f"{counted}: {complete:,} of {total:,}.",
            )


def _latest(document: Sequence[Fact], subject: str) -> list[tuple[Fact, BillOfMaterials]]:
    """Return the latest bill of each product."""
    latest: dict[str, tuple[Fact, BillOfMaterials]] = {}
    for fact in document:
        one = fact.record
        if isinstance(one, BillOfMaterials) and one.subject == subject:
            before = latest.get(one.product)
            if before is None or fact.valid_from >= before[0].valid_from:
                latest[one.product] = (fact, one)
    return list(latest.values())
