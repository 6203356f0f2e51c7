"""Certificates whose last day is near, of all of a customer's vendors, or of a vendor at all of its customers."""

from dataclasses import dataclass
from datetime import date, datetime

from detente.assessment.scorecards.criteria.certificates import in_force, lapses_on
from detente.evidence.ledger.contracts import DocumentId
from detente.evidence.ledger.selectors.ending import certificates_ending
from detente.formats.records import Certificate
from detente.foundation.identifiers import OrganisationId


@dataclass(frozen=True, slots=True)
class Lapsing:
    """A certificate that is not renewed yet, and where it was shown."""

    customer: OrganisationId
    vendor: OrganisationId
    scheme: str
    last_day: date
    document: DocumentId
    position: int


def lapsing(
    *,
    customer: OrganisationId | None = None,
    vendor: OrganisationId | None = None,
    first: date,
    last: date,
    known_on: datetime,
) -> list[Lapsing]:
    """Return the certificates whose last day lies between two days, unless a later one was shown, in their order.

    Parameters
    ----------
    customer, vendor : OrganisationId
        Whose ledger, and whom it is about; at least one of them.
    first, last : date
        The days, both counted.
    known_on : datetime
        What came later is left out.
    """
    found = []
    those = certificates_ending(customer=customer, vendor=vendor, first=first, last=last, known_on=known_on)
    for (of, about), facts in those.items():
        latest: dict[str, Lapsing] = {}
        for fact in facts:
            one = fact.record
            if not isinstance(one, Certificate) or not in_force(one, first):
                continue
            held = Lapsing(of, about, one.scheme, lapses_on(one) or date.max, fact.document, fact.position)
            if one.scheme not in latest or latest[one.scheme].last_day <= held.last_day:
                latest[one.scheme] = held
        found += [one for one in latest.values() if first <= one.last_day <= last]
    return sorted(found, key=lambda one: (one.last_day, one.vendor, one.customer, one.scheme))
