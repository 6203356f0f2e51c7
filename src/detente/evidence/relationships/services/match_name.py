"""Use case: say which vendor a written name means."""

from datetime import datetime

from detente.evidence.ledger.services.attribute_evidence import attribute_evidence
from detente.evidence.relationships.contracts import (
    MANAGE_RELATIONSHIPS,
    AmbiguousVendor,
    Match,
    NameIsTaken,
    NameShown,
    NoSuchVendor,
    UnfitName,
)
from detente.evidence.relationships.models import VendorAlias
from detente.evidence.relationships.selectors import relationship_with, vendor_directory
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import use_case

LONGEST = 300


@use_case(
    "relationships.match_name",
    permission=MANAGE_RELATIONSHIPS,
    path="vendor-names",
    raises=(NoSuchVendor, AmbiguousVendor, NameIsTaken, UnfitName),
)
def match_name(*, actor: Actor, at: datetime, written: str, vendor: str) -> NameShown:
    """Say which vendor a name in your files means; facts that wait under it count for the vendor from now on.

    Parameters
    ----------
    written : str
        The name, exactly as files write it.
    vendor : str
        The name or the number of the vendor that it means.
    """
    name = written.strip()
    if not 0 < len(name) <= LONGEST:
        raise UnfitName(f"Give the name as the file writes it, in 1 to {LONGEST} characters.")
    means = relationship_with(vendor)
    directory = vendor_directory(customer=actor.organisation)
    there = directory.vendor_of(name)
    if there is not None:
        raise NameIsTaken(f"{name!r} means {directory.names[there]} already.")
    VendorAlias.objects.create(
        customer_id=actor.organisation,
        vendor_id=means.vendor_id,
        visibility=Visibility.CUSTOMER,
        written=name,
        match=Match.HAND.value,
        decided_by_id=actor.person,
        decided_at=at,
    )
    vendor_id = OrganisationId(means.vendor_id)
    moved = attribute_evidence(actor=actor, at=at, names=[name], vendor=vendor_id, by_hand=True)
    return NameShown(name, means.vendor.name, Match.HAND, actor.name, at, moved)
