"""Use case: start a relationship."""

from datetime import date, datetime

from detente.evidence.ledger.selectors import names_that_wait
from detente.evidence.ledger.services.attribute_evidence import attribute_evidence
from detente.evidence.relationships.contracts import (
    MANAGE_RELATIONSHIPS,
    Stage,
    UnfitName,
    UnfitNotice,
    UnfitTier,
    Vendor,
    VendorExists,
    fit_name,
    fit_notice,
    fit_tier,
    fit_words,
)
from detente.evidence.relationships.models import Relationship, Service, StageChange
from detente.evidence.relationships.selectors import vendor_directory, vendor_of
from detente.formats.vendor_names import same_name
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.models import Organisation
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import use_case

LONGEST_NAME = 200


@use_case(
    "relationships.start",
    permission=MANAGE_RELATIONSHIPS,
    path="vendors",
    raises=(VendorExists, UnfitName, UnfitTier, UnfitNotice),
)
def start_relationship(
    *,
    actor: Actor,
    at: datetime,
    vendor: str,
    tier: int,
    summary: str = "",
    products: list[str] | None = None,
    since: date | None = None,
    notice_hours: int | None = None,
) -> Vendor:
    """Add a vendor, with the room that both sides will enter; facts that wait under its name count for it.

    Parameters
    ----------
    vendor : str
        The vendor's name, as people call it.
    tier : int, 1 to 3
        1: critical functions depend on it; 2: important; 3: standard.
    summary : str
        What it supplies, in a few words.
    products : list of str
        Products in use, as catalogues of vulnerabilities write them.
    since : date
        The day the relationship began; today if not given.
    notice_hours : int, 1 to 8760
        The hours within which the vendor has agreed to tell of a breach.
    """
    name = " ".join(vendor.split())
    if not 0 < len(name) <= LONGEST_NAME or name.isdecimal():
        raise UnfitName(
            f"{vendor!r} cannot be a vendor's name: give 1 to {LONGEST_NAME} characters, not a number."
        )
    fit_name(name, what="The vendor's name", longest=LONGEST_NAME)
    agreed = {
        "first_tier": fit_tier(tier),
        "first_notice_hours": None if notice_hours is None else fit_notice(notice_hours),
    }
    supplies = fit_words(summary, what="What it supplies", longest=300, may_be_empty=True)
    directory = vendor_directory(customer=actor.organisation)
    there = directory.vendor_of(name)
    if there is not None:
        raise VendorExists(
            f"{name!r} means {directory.names[there]}, with whom there is a relationship already."
        )
    organisation = Organisation.objects.create(name=name, created_at=at)
    parties = {
        "customer_id": actor.organisation,
        "vendor_id": organisation.pk,
        "visibility": Visibility.SHARED,
    }
    began = since or at.date()
    row = Relationship.objects.create(
        **parties,
        **agreed,
        since=began,
        started_at=at,
        first_summary=supplies,
    )
    if supplies or products:
        Service.objects.create(
            **parties,
            relationship=row,
            name=supplies[:LONGEST_NAME] or name,
            first_products=list(products or ()),
            since=began,
            recorded_at=at,
            recorded_by_id=actor.person,
        )
    StageChange.objects.create(
        **parties,
        relationship=row,
        stage=Stage.TRANSACTIONAL.value,
        at=at,
        by_id=actor.person,
        reason="The relationship began.",
    )
    alike = {one for one in names_that_wait(actor.organisation) if same_name(one) == same_name(name)}
    if alike:
        vendor_id = OrganisationId(organisation.pk)
        attribute_evidence(actor=actor, at=at, names=alike, vendor=vendor_id, by_hand=False)
    return vendor_of(row, as_of=at, known_on=at)
