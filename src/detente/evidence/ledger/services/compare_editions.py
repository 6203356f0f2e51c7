"""Compare an edition of a list with the one before and the one after it, and withdraw what is no longer listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from django.db.models import Q, QuerySet

from detente.evidence.ledger.contracts import Editions
from detente.evidence.ledger.models import Document, Evidence, RemovedKey
from detente.evidence.ledger.services.make_part import make_part

AT_ONCE = 5_000

Entry = tuple[str, str]
"""kind, key."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How an edition differs from its neighbours."""

    editions: Editions | None = None
    """From the one before it; None where it is no list, or the first edition known."""
    struck_since: int | None = None
    """How many of its entries a later edition, known already, no longer lists; None where it lists them all."""


def compare_editions(*, document: Document) -> Compared:
    """Return how an edition differs from its neighbours.

    What a later edition no longer lists is withdrawn from the earlier ones, in whichever order they arrive: an old
    edition that is imported late does not bring back what was struck off since. An edition withdraws nothing when
    rows of it were rejected, since the missing entry may be among these. A file that lists nothing is no edition.

    Parameters
    ----------
    document : Document
        The file's document, stored, with its facts.
    """
    if not document.series or not document.facts:
        return Compared()
    before, after = _neighbours(document)
    return Compared(
        _withdraw(older=before, newer=document) if before else None,
        (_withdraw(older=document, newer=after).removed or None) if after else None,
    )


def close_gap(*, document: Document) -> None:
    """Compare the editions before and after one that was retracted: what it withdrew may be gone all the same."""
    if document.series:
        before, after = _neighbours(document)
        if before and after:
            _withdraw(older=before, newer=after)


def _neighbours(document: Document) -> tuple[Document | None, Document | None]:
    standing = Document.objects.filter(
        customer_id=document.customer_id,
        series=document.series,
        private=document.private,
        facts__gt=0,
        part_of=None,
        retraction=None,
    ).exclude(pk=document.pk)
    here = Q(edition_at=document.edition_at)
    earlier = Q(edition_at__lt=document.edition_at) | here & Q(known_at__lte=document.known_at)
    before = standing.filter(earlier).order_by("-edition_at", "-known_at", "-pk").first()
    after = standing.exclude(earlier).order_by("edition_at", "known_at", "pk").first()
    return before, after


def _withdraw(*, older: Document, newer: Document) -> Editions:
    now: dict[Entry, bytes] = {}
    owned: set[tuple[Entry, int | None]] = set()
    for entry, says, vendor, _ in _entries(newer):
        now[entry] = says
        owned.add((entry, vendor))
    before: dict[Entry, bytes] = {}
    gone: dict[tuple[Entry, int | None], str | None] = {}
    for entry, says, vendor, written in _entries(older):
        before[entry] = says
        if entry not in now or (vendor is not None and (entry, vendor) not in owned):
            gone[entry, vendor] = written
    if newer.rejected:
        gone = {}
    _store(newer, gone)
    return Editions(
        added=sum(entry not in before for entry in now),
        changed=sum(before[entry] != says for entry, says in now.items() if entry in before),
        removed=len({entry for entry, _ in gone if entry not in now}),
    )


def _entries(of: Document) -> Iterable[tuple[Entry, bytes, int | None, str | None]]:
    """Yield what an edition lists: the entry, a digest of what it says, whom it is about, and the name there."""
    rows = rows_of(of).values_list("kind", "key", "facts", "vendor_id", "written")
    for kind, key, facts, vendor, written in rows.iterator(AT_ONCE):
        yield (kind, key), blake2b(facts.encode(), digest_size=8).digest(), vendor, written


def rows_of(of: Document) -> "QuerySet[Evidence]":
    """Return what a file says, in all its parts that stand."""
    numbers = [of.pk, *of.parts.filter(retraction=None).values_list("pk", flat=True)]
    return Evidence.objects.filter(document_id__in=numbers)


def _store(newer: Document, gone: dict[tuple[Entry, int | None], str | None]) -> None:
    parts = {one.vendor_id: one for one in newer.parts.filter(retraction=None, matched_name="")}
    parts[newer.vendor_id] = newer
    parts[None] = newer
    missing = {vendor for _, vendor in gone if vendor not in parts}
    made = [make_part(of=newer, vendor=one, name="", known_at=newer.known_at) for one in missing if one]
    parts |= {one.vendor_id: one for one in Document.objects.bulk_create(made)}
    RemovedKey.objects.bulk_create(
        RemovedKey(
            document=parts[vendor],
            customer_id=newer.customer_id,
            vendor_id=parts[vendor].vendor_id,
            visibility=parts[vendor].visibility,
            kind=kind,
            key=key,
            written=written,
        )
        for ((kind, key), vendor), written in gone.items()
    )
