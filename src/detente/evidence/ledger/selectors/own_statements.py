"""What a vendor has said of itself before, to whomever: for whoever asks it the same again."""

from django.db.models import Q

from detente.evidence.ledger.contracts import DocumentId, OwnStatement
from detente.evidence.ledger.models import Document, Evidence, StruckLine
from detente.formats.facts import from_json
from detente.formats.found import Assurance
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import Visibility

MOST_IN_A_DOCUMENT = 20_000


def own_statements(
    vendor: OrganisationId, *, customer: OrganisationId, kind: str
) -> tuple[OwnStatement, ...]:
    """Return what counts of a kind that a vendor itself has given, and what one customer has on file, the latest first.

    What another customer brought about the vendor is not among it: those are that customer's files. Three queries.

    Parameters
    ----------
    vendor : OrganisationId
        Whose statements; the actor's own organisation.
    customer : OrganisationId
        The customer whose own files about the vendor, which both sides see, are among them.
    kind : str
        The kind of record.
    """
    documents = Document.objects.filter(
        Q(received_from_id=vendor) | Q(customer_id=customer),
        vendor_id=vendor,
        visibility=Visibility.SHARED,
        retraction=None,
        facts__lte=MOST_IN_A_DOCUMENT,
    )
    of = {one.pk: one for one in documents}
    struck = {
        (one.customer_id, one.key, one.facts)
        for one in StruckLine.objects.filter(vendor_id=vendor, kind=kind, visibility=Visibility.SHARED)
    }
    rows = Evidence.objects.filter(document_id__in=list(of), kind=kind)
    columns = ("document_id", "position", "key", "facts", "valid_from", "assurance", "locator")
    found = [
        OwnStatement(
            document=DocumentId(document),
            position=position,
            customer=OrganisationId(of[document].customer_id),
            given=of[document].received_from_id == vendor,
            record=from_json(kind, facts),
            said_at=said_at,
            known_at=of[document].known_at,
            assurance=Assurance(level).words,
            locator=locator,
        )
        for document, position, key, facts, said_at, level, locator in rows.values_list(*columns)
        if (of[document].customer_id, key, facts) not in struck
    ]
    return tuple(sorted(found, key=lambda one: (one.said_at, one.known_at, one.document), reverse=True))
