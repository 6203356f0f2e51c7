"""Append a document and its facts to the ledger: one short transaction, or nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import Q, QuerySet

from detente.evidence.ledger.contracts import Arrival, DocumentId, Receipt
from detente.evidence.ledger.models import Document, Observation
from detente.evidence.ledger.services.compare_editions import Compared, compare_editions
from detente.evidence.ledger.services.hold_ledger import hold_ledger
from detente.evidence.ledger.services.make_part import make_part
from detente.evidence.ledger.services.write_rows import PlainRow, StoredRow, write_rows
from detente.formats.format import Format
from detente.foundation.access import Actor
from detente.foundation.file_store import keep_file
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import Visibility

NOT_COMPARED = Compared()


@dataclass(frozen=True, slots=True)
class Whose:
    """Whom a written name means; `by_hand` where a person said so, and may take it back."""

    vendor: OrganisationId | None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read to its end."""

    path: Path
    name: str
    sha256: str
    bytes: int
    content_hash: str
    request_hash: str
    format: Format
    series: str
    edition_at: datetime | None
    rejected: int
    rows: Callable[[], Iterator[list[PlainRow]]]
    written: Mapping[str | None, int]
    """How many rows it has under each written name."""
    whose: Mapping[str | None, Whose]
    private: bool
    customer: OrganisationId
    """Whose ledger it goes to: the acting organisation's own, or that of a customer to whom the vendor gives it."""
    mapping: str = ""

    @property
    def facts(self) -> int:
        """How many rows it has."""
        return sum(self.written.values())

    @property
    def unattributed(self) -> int:
        """How many of them wait for a vendor."""
        return sum(n for name, n in self.written.items() if self.whose[name].vendor is None)

    @property
    def only_vendor(self) -> OrganisationId | None:
        """The vendor that all of it is about, None where it is about several, about nobody, or matched by hand."""
        found = {self.whose[name] for name in self.written}
        alone = found.pop() if len(found) == 1 else Whose(None)
        return None if alone.by_hand else alone.vendor


def append_document(*, actor: Actor, at: datetime, incoming: Incoming) -> Receipt:
    """Append what a file says; what the same organisation brought before adds nothing, or an observation.

    What a vendor gives is about itself, and shared: it is compared with what the vendor gave before, and with nothing
    that the customer holds, so that neither learns what the other has, and each may retract its own alone.

    Parameters
    ----------
    incoming : Incoming
        The file, read to its end; `rows` is called once, inside the transaction that the caller holds.

    Returns
    -------
    Receipt
        What was added, and how it differs from the edition before.
    """
    known_at = hold_ledger(actor=actor, customer=incoming.customer, at=at)
    standing = Document.objects.filter(
        customer_id=incoming.customer, received_from_id=actor.organisation, retraction=None, part_of=None
    )
    there = _there(incoming, standing, known_at)
    if there is not None:
        return _seen_again(actor, known_at, incoming, there)
    keep_file(incoming.path, incoming.sha256)
    document = _document(actor, known_at, incoming)
    document.save(force_insert=True)
    write_rows(chunks=_placed(incoming, _owners(document, incoming)))
    return _receipt(document, incoming, Arrival.ADDED, compare_editions(document=document))


def _there(incoming: Incoming, standing: QuerySet[Document], known_at: datetime) -> Document | None:
    """Return the document that says the same, None where it is new.

    A list that says again what it said before another edition is an edition anew: what that one withdrew is listed.
    """
    alike = standing.filter(Q(content_hash=incoming.content_hash) | Q(request_hash=incoming.request_hash))
    if not incoming.series:
        return alike.order_by("known_at", "pk").first()
    latest = alike.order_by("-edition_at", "-known_at", "-pk").first()
    if latest is None:
        return None
    between = standing.filter(
        series=incoming.series,
        private=incoming.private,
        facts__gt=0,
        edition_at__gt=latest.edition_at,
        edition_at__lt=incoming.edition_at or known_at,
    )
    return None if between.exists() else alike.filter(sha256=incoming.sha256).first() or latest


def _document(actor: Actor, known_at: datetime, incoming: Incoming) -> Document:
    given = incoming.customer != actor.organisation
    vendor = actor.organisation if given else incoming.only_vendor
    shared = vendor is not None and not incoming.private
    return Document(
        customer_id=incoming.customer,
        vendor_id=vendor,
        visibility=Visibility.SHARED if shared else Visibility.CUSTOMER,
        name=incoming.name,
        format=incoming.format.name,
        sha256=incoming.sha256,
        content_hash=incoming.content_hash,
        request_hash=incoming.request_hash,
        bytes=incoming.bytes,
        assurance=incoming.format.assurance,
        against_only=incoming.format.against_only,
        private=incoming.private,
        known_at=known_at,
        received_from_id=actor.organisation,
        received_by_id=actor.person,
        series=incoming.series,
        edition_at=incoming.edition_at or known_at,
        facts=incoming.facts,
        rejected=incoming.rejected,
        mapping=incoming.mapping,
    )


def _owners(document: Document, incoming: Incoming) -> dict[str | None, Document]:
    """Return the document that each written name's rows belong to, having stored the parts."""
    if document.vendor_id is not None:
        return dict.fromkeys(incoming.written, document)
    parts: dict[tuple[OrganisationId, str], Document] = {}
    owners: dict[str | None, Document] = {}
    for name, facts in incoming.written.items():
        whose = incoming.whose[name]
        if whose.vendor is None:
            owners[name] = document
            continue
        matched = name if whose.by_hand and name is not None else ""
        owner = parts.get((whose.vendor, matched))
        if owner is None:
            owner = make_part(of=document, vendor=whose.vendor, name=matched, known_at=document.known_at)
            parts[whose.vendor, matched] = owner
        owner.facts += facts
        owners[name] = owner
    Document.objects.bulk_create(parts.values())
    return owners


def _placed(incoming: Incoming, owners: Mapping[str | None, Document]) -> Iterator[list[StoredRow]]:
    begins = {
        name: (one.pk, one.customer_id, one.vendor_id, int(one.visibility)) for name, one in owners.items()
    }
    position = 0
    for chunk in incoming.rows():
        yield [(*begins[row[2]], place, *row) for place, row in enumerate(chunk, position)]
        position += len(chunk)


def _seen_again(actor: Actor, at: datetime, incoming: Incoming, there: Document) -> Receipt:
    if there.sha256 == incoming.sha256 or there.observations.filter(sha256=incoming.sha256).exists():
        return _receipt(there, incoming, Arrival.SAME_FILE)
    keep_file(incoming.path, incoming.sha256)
    Observation.objects.create(
        customer_id=there.customer_id,
        vendor_id=there.vendor_id,
        visibility=there.visibility,
        document=there,
        name=incoming.name,
        sha256=incoming.sha256,
        seen_at=at,
        received_by_id=actor.person,
    )
    return _receipt(there, incoming, Arrival.SAME_CONTENT)


def _receipt(
    document: Document, incoming: Incoming, arrival: Arrival, compared: Compared = NOT_COMPARED
) -> Receipt:
    return Receipt(
        document=DocumentId(document.pk),
        arrival=arrival,
        facts=incoming.facts,
        rejected=incoming.rejected,
        unattributed=incoming.unattributed,
        known_at=document.known_at,
        editions=compared.editions,
        struck_since=compared.struck_since,
    )
