"""Attribute facts that waited under a written name to a vendor: as new parts, since nothing is changed.

Each part names the document that it is of, is known from the moment of the decision, and is retracted with it.
So a scorecard "as known on" a day before the decision stays as it was.
"""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from django.db.models import Count

from detente.evidence.ledger.models import Document, Evidence, RemovedKey
from detente.evidence.ledger.services.hold_ledger import hold_ledger
from detente.evidence.ledger.services.make_part import make_part
from detente.evidence.ledger.services.write_rows import StoredRow, write_rows
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId

AT_ONCE = 5_000


def attribute_evidence(
    *, actor: Actor, at: datetime, names: Collection[str], vendor: OrganisationId, by_hand: bool
) -> int:
    """Return how many facts count for the vendor from now on; the caller holds the transaction.

    Parameters
    ----------
    names : collection of str
        The names as files write them.
    vendor : OrganisationId
        Whom they mean.
    by_hand : bool
        A person said so, and may take it back.
    """
    known_at = hold_ledger(actor=actor, customer=actor.organisation, at=at)
    moved = 0
    for name in sorted(names):
        parts: dict[int, Document] = {}
        for source, facts in _sources(actor.organisation, name):
            of = source.part_of or source
            part = make_part(
                of=of, vendor=vendor, name=name if by_hand else "", known_at=known_at, facts=facts
            )
            part.save(force_insert=True)
            parts[of.pk] = part
            write_rows(chunks=_repeated(source, part, name))
            moved += facts
        _withdraw_as_well(parts, vendor=vendor, name=name, known_at=known_at, by_hand=by_hand)
    return moved


def _sources(customer: OrganisationId, name: str) -> list[tuple[Document, int]]:
    """Return where facts wait under a name: in a file, or in a part of it whose match was taken back."""
    waiting = Evidence.objects.filter(customer_id=customer, vendor=None, written=name)
    counts = dict(waiting.values_list("document_id").annotate(Count("position")))
    standing = Document.objects.filter(customer_id=customer, retraction=None)
    found = [(one, counts[one.pk]) for one in standing.filter(pk__in=counts)]
    undone = Document.objects.filter(
        customer_id=customer, matched_name=name, retraction__isnull=False, part_of__retraction=None
    )
    latest = {one.part_of_id: one for one in undone.select_related("part_of").order_by("known_at", "pk")}
    taken = standing.filter(matched_name=name, part_of__in=latest).values_list("part_of_id", flat=True)
    found += [(one, one.facts) for of, one in latest.items() if of not in counts and of not in set(taken)]
    return sorted(found, key=lambda one: (one[0].known_at, one[0].pk))


def _repeated(source: Document, part: Document, name: str) -> Iterator[list[StoredRow]]:
    rows = Evidence.objects.filter(document=source, written=name).order_by("position")
    begins = (part.pk, part.customer_id, part.vendor_id, int(part.visibility))
    chunk: list[StoredRow] = []
    for row in rows.iterator(AT_ONCE):
        chunk.append(
            (
                *begins,
                row.position,
                row.kind,
                row.key,
                row.written,
                _as_stored(row.valid_from),
                None if row.valid_to is None else _as_stored(row.valid_to),
                row.assurance,
                row.facts,
                row.locator,
            )
        )
        if len(chunk) == AT_ONCE:
            yield chunk
            chunk = []
    yield chunk


def _withdraw_as_well(
    parts: dict[int, Document], *, vendor: OrganisationId, name: str, known_at: datetime, by_hand: bool
) -> None:
    """Withdraw from the vendor what later editions of lists struck off while nobody knew whom the name means."""
    struck = RemovedKey.objects.filter(written=name, document__retraction=None)
    rows: dict[tuple[int, str, str], RemovedKey] = {}
    for one in struck.select_related("document", "document__part_of"):
        of = one.document.part_of or one.document
        if of.pk not in parts:
            parts[of.pk] = make_part(of=of, vendor=vendor, name=name if by_hand else "", known_at=known_at)
            parts[of.pk].save(force_insert=True)
        part = parts[of.pk]
        rows[of.pk, one.kind, one.key] = RemovedKey(
            document=part,
            customer_id=part.customer_id,
            vendor_id=part.vendor_id,
            visibility=part.visibility,
            kind=one.kind,
            key=one.key,
            written=name,
        )
    RemovedKey.objects.bulk_create(rows.values())


def _as_stored(moment: datetime) -> str:
    return str(moment.astimezone(UTC).replace(tzinfo=None))
