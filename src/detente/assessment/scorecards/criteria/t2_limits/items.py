"""T2: limits of the service that the vendor told, and those that the customer found first."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from detente.assessment.scorecards.criteria.periods import at_midnight, days_between
from detente.assessment.scorecards.criteria.ranks import Named, Ranked, plain_name, ranked
from detente.assessment.scorecards.criteria.shown import About, Shown, places
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import Disclosure

MOST = 6
TOLD_POINTS = 1.0
FOUND_POINTS = 2.0


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield the document's limits among the six youngest told (1 point each) or found (2 against each).

    The six are the youngest of *all* documents, so telling more never lowers what is shown. A finding of a
    limit that was told before counts for nothing, if that it was told was known when the finding arrived: a
    register of limits told that arrives afterwards takes nothing off what is against.

    References
    ----------
    Default scorecard method 1.0, row T2.
    """
    on, tellings = about.as_of.date(), _tellings(about)
    told: list[Named] = []
    found: list[Named] = []
    for fact in about.everything.get("disclosure", ()):
        one = fact.record
        if not isinstance(one, Disclosure) or not one.material or one.on > on:
            continue
        name = plain_name(one.limit)
        if not one.told and not any(
            told_on <= one.on and known_at <= fact.known_at for told_on, known_at in tellings.get(name, ())
        ):
            found.append(Named(name, one.on, fact))
        elif one.told and not fact.against_only:
            told.append(Named(name, one.on, fact))
    here = document[0].document
    for each in ranked(told, most=MOST):
        if each.fact.document == here:
            yield _shown(each, about, told=True)
    for each in ranked(found, most=MOST):
        if each.fact.document == here:
            yield _shown(each, about, told=False)


def _tellings(about: About) -> dict[str, list[tuple[date, datetime]]]:
    """Return when each limit was told, by its name, and since when that is known."""
    found: dict[str, list[tuple[date, datetime]]] = {}
    for fact in about.everything.get("disclosure", ()):
        one = fact.record
        if isinstance(one, Disclosure) and one.told:
            found.setdefault(plain_name(one.limit), []).append((one.on, fact.known_at))
    return found


def _shown(each: Ranked, about: About, *, told: bool) -> Shown:
    limit = each.fact.record.limit if isinstance(each.fact.record, Disclosure) else each.fact.key
    who = f"{about.vendor.name} told" if told else "The customer found"
    before = "" if told else f" before {about.vendor.name} told"
    return Shown(
        slot=f"{'told' if told else 'found'} {each.rank}",
        points=TOLD_POINTS if told else FOUND_POINTS,
        level=each.level,
        age_days=days_between(at_midnight(each.day), about.as_of),
        share_for=float(told),
        share_against=float(not told),
        places=places([each.fact]),
        words=f"{who} a limit{before}, on {each.day:%-d %B %Y}: {limit.rstrip('.')}.",
    )
