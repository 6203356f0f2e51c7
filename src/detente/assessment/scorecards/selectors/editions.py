"""The editions of public lists that a customer holds, as the criteria read them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from detente.assessment.scorecards.criteria.ranks import plain_name
from detente.assessment.scorecards.criteria.shown import Editions, ListEdition
from detente.evidence.ledger.contracts import Edition
from detente.evidence.ledger.selectors import latest_editions
from detente.formats.records import ExploitedVulnerability, Record
from detente.foundation.identifiers import OrganisationId


def editions_on(customer: OrganisationId, valid: datetime, known: datetime) -> Editions:
    """Return the latest edition of each list on a day: one for all of the customer's vendors."""
    return editions_over_time(customer, [(valid, known)])[0]


def editions_over_time(
    customer: OrganisationId, moments: Sequence[tuple[datetime, datetime]]
) -> list[Editions]:
    """Return the same for several moments: true by when, and known by when."""
    read: dict[int, ListEdition] = {}
    return [
        {
            name: read.get(one.document) or read.setdefault(one.document, _by_product(one))
            for name, one in held.items()
        }
        for held in latest_editions(customer, moments)
    ]


def _by_product(edition: Edition) -> ListEdition:
    nobodys: dict[str, list[Record]] = defaultdict(list)
    for one in edition.nobodys:
        if isinstance(one, ExploitedVulnerability):
            nobodys[plain_name(one.product)].append(one)
    return ListEdition(edition, dict(nobodys))
