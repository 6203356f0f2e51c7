"""Certificates: the required ones in force, over the services in use."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from detente.assessment.scorecards.criteria.certificates import in_force, is_of, lapses_on
from detente.assessment.scorecards.criteria.periods import at_midnight, days_between
from detente.assessment.scorecards.criteria.shown import About, Shown, level_of, places
from detente.evidence.ledger.contracts import Fact
from detente.formats.found import Assurance
from detente.formats.records import Certificate

POINTS = 12.0


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield one item for each certificate that is one of those required.

    ``good`` is the share of the services in use that is inside its scope, all where the source states
    none, and ``bad`` is the rest. A certificate that is not in force on the day is neither: in process or
    ready is a promise, and one that has expired does not show that anything is wrong. So a day on which one
    lapses lowers what is demonstrated.

    It ages from its issue. A regulator's list says anew, in each edition, that what it lists stands: that
    ages from the day the edition was known.

    References
    ----------
    The scorecard method 1.0, C1. ISO/IEC 27006-1:2024 (scope of certification); FedRAMP Marketplace
    designations (ready, in process, authorised).
    """
    required = _required(about)
    on = about.as_of.date()
    for schemes in required:
        for fact in document:
            one = fact.record
            if not isinstance(one, Certificate) or not any(is_of(one.scheme, wanted) for wanted in schemes):
                continue
            stands = in_force(one, on)
            scope = 1.0 if one.services_in_scope is None else one.services_in_scope
            yield Shown(
                slot=" or ".join(schemes),
                points=POINTS / len(required),
                level=level_of(fact),
                age_days=days_between(_stated_at(fact, one), about.as_of),
                share_for=scope if stands else 0.0,
                share_against=1.0 - scope if stands else 0.0,
                places=places([fact]),
                words=_words(one, about.as_of, stands=stands),
            )


def _required(about: About) -> list[list[str]]:
    required = about.parameters["required"]
    if not isinstance(required, list) or not all(isinstance(one, list) and one for one in required):
        raise TypeError(f"parameter required is {required!r}, not a list of lists of schemes")
    return required


def _stated_at(fact: Fact, one: Certificate) -> datetime:
    if fact.assurance is Assurance.REGULATOR_LISTED:
        return max(fact.valid_from, fact.known_at)
    return at_midnight(one.issued_on) if one.issued_on else fact.valid_from


def _words(one: Certificate, as_of: datetime, *, stands: bool) -> str:
    name = f"{one.scheme}, {one.product}," if one.product else one.scheme
    last = lapses_on(one)
    if not stands:
        lapsed = last is not None and last < as_of.date() and one.status == "in force"
        state = f"lapsed after {last:%-d %B %Y}" if lapsed and last else f"is {one.words or one.status}"
        return f"{name} {state}: nothing is counted for it."
    words = f"{name} is in force"
    if last is not None:
        words += f" until {last:%-d %B %Y}, {(last - as_of.date()).days} days from here"
    elif one.expires_on:
        words += f"; the {one.expiry_of} ends on {one.expires_on:%-d %B %Y}"
    if one.services_in_scope is not None:
        words += f"; {one.services_in_scope:.0%} of the services in use are inside its scope"
    return f"{words}."
