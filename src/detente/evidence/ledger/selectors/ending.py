"""Facts that name a day in some months, such as the last one of a certificate: found without reading all others."""

from collections import defaultdict
from datetime import date, datetime

from django.db.models import Q

from detente.evidence.ledger.contracts import DocumentId, Fact, Struck, is_struck
from detente.evidence.ledger.models import Document, Evidence, StruckLine
from detente.evidence.ledger.selectors.facts import Head, removals_in, standing
from detente.formats.facts import from_json
from detente.formats.found import Assurance
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import Visibility

Parties = tuple[OrganisationId, OrganisationId]
"""A customer and a vendor."""
COLUMNS = ("document_id", "position", "key", "facts", "valid_from", "valid_to", "assurance")
HEADS = tuple(f"document__{one}" for one in Head._fields)

MOST_MONTHS = 36


def certificates_ending(
    *,
    customer: OrganisationId | None = None,
    vendor: OrganisationId | None = None,
    first: date,
    last: date,
    known_on: datetime,
) -> dict[Parties, list[Fact]]:
    """Return all certificates of those of whom one ends between two days, as known on a date. Four queries.

    Parameters
    ----------
    customer, vendor : OrganisationId
        Whose ledger, and whom it is about; at least one of them.
    first, last : date
        The days between which one ends, both counted.
    known_on : datetime
        Documents that came later are left out; one that was retracted by then too.
    """
    parties = {
        name: one for name, one in (("customer_id", customer), ("vendor_id", vendor)) if one is not None
    }
    shared = {**parties, "visibility": Visibility.SHARED}
    rows = Evidence.objects.filter(
        Q(document__retraction=None) | Q(document__retraction__at__gt=known_on),
        **shared,
        kind="certificate",
        document__known_at__lte=known_on,
        vendor__isnull=False,
    )
    ending = Q()
    for begin in _begins(first, last):
        ending |= Q(facts__contains=f'"expires_on":"{begin}')
    whom = set(rows.filter(ending).values_list("customer_id", "vendor_id"))
    if not whom:
        return {}
    documents = standing(Document.objects.filter(**shared), known_on)
    removals = removals_in(documents)
    struck: dict[Parties, list[Struck]] = defaultdict(list)
    gone = StruckLine.objects.filter(**shared, kind="certificate")
    for of, about, key, facts, at in gone.values_list("customer_id", "vendor_id", "key", "facts", "at"):
        struck[of, about].append(Struck(key, from_json("certificate", facts), at))
    found: dict[Parties, list[Fact]] = defaultdict(list)
    wanted = rows.filter(vendor_id__in={about for _, about in whom}).order_by("document_id", "position")
    for of, *row in wanted.values_list("customer_id", *COLUMNS, *HEADS):
        document, position, key, facts, begins, ends, level = row[: len(COLUMNS)]
        head = Head._make(row[len(COLUMNS) :])
        one = Fact(
            OrganisationId(head.vendor_id or 0),
            DocumentId(document),
            position,
            "certificate",
            from_json("certificate", facts),
            key,
            begins,
            ends,
            Assurance(level),
            head.against_only,
            head.known_at,
            DocumentId(head.part_of_id) if head.part_of_id else None,
        )
        of_whom = (OrganisationId(of), one.vendor)
        if of_whom not in whom or is_struck(one, struck[of_whom], known_on):
            continue
        if not removals.spans(head, head.vendor_id, one.kind, key):
            found[of_whom].append(one)
    return dict(found)


def _begins(first: date, last: date) -> list[str]:
    """Return how the dates of some days begin: their months, or their years where these are many.

    >>> _begins(date(2026, 11, 24), date(2027, 1, 3)), _begins(date(1900, 1, 1), date(1903, 5, 1))
    (['2026-11', '2026-12', '2027-01'], ['1900', '1901', '1902', '1903'])
    """
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(numbers) > MOST_MONTHS:  # databases take no condition of a thousand parts
        return [f"{year:04}" for year in range(first.year, last.year + 1)]
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in numbers]
