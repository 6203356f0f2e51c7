"""How much a ledger holds. It only grows: what was computed from as much of it stands as it was."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from detente.evidence.ledger.models import Document, Retraction, StruckLine
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import how_many, how_many_about


class LedgerSize(NamedTuple):
    """How many documents there are, how many of them were retracted, and how many lines were struck."""

    documents: int = 0
    retracted: int = 0
    struck: int = 0


def ledger_size(customer: OrganisationId) -> LedgerSize:
    """Return how much a customer's ledger holds, of all vendors and of nobody. One query.

    Whatever changes what counts adds a row: a document, a part of one, a retraction, a line that is struck.
    """
    return LedgerSize(*how_many(customer, [one.objects.all() for one in (Document, Retraction, StruckLine)]))


def ledger_sizes(
    customer: OrganisationId,
    vendors: Collection[OrganisationId] | None = None,
    *,
    known_on: datetime | None = None,
) -> dict[OrganisationId | None, LedgerSize]:
    """Return how much it holds about each vendor, and of nobody's; who is left out has nothing. One query.

    Parameters
    ----------
    customer : OrganisationId
        Whose ledger.
    vendors : collection of OrganisationId, or None
        About whom; None: everybody.
    known_on : datetime
        What came, was retracted or was struck later is left out; nothing if not given.
    """
    rows = [one.objects.all() for one in (Document, Retraction, StruckLine)]
    if known_on is not None:
        moments = ("known_at", "at", "at")
        rows = [of.filter(**{f"{at}__lte": known_on}) for of, at in zip(rows, moments, strict=True)]
    found = how_many_about(customer, vendors, rows)
    return {OrganisationId(vendor) if vendor else None: LedgerSize(*of) for vendor, of in found.items()}
