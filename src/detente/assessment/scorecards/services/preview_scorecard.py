"""Use case: show a vendor its scorecard before it is published."""

from datetime import date, datetime, timedelta

from detente.assessment.scorecards.contracts import KEEP_SCORECARDS
from detente.assessment.scorecards.models import Publication
from detente.assessment.scorecards.selectors.methods import method_of, with_agreed_weights
from detente.assessment.scorecards.selectors.publications import (
    PublicationBrief,
    access_publication,
    as_json,
    brief_of,
)
from detente.assessment.scorecards.selectors.scorecard import presented
from detente.assessment.scorecards.services.tell_both_sides import PREVIEWED, tell_both_sides
from detente.assessment.scorecards.to_engine import ENGINE
from detente.evidence.ledger.selectors import facts_about
from detente.evidence.ledger.services.hold_ledger import answer_from_ledger
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor
from detente.evidence.relationships.selectors import access_vendor
from detente.foundation.access import Actor
from detente.foundation.audit_log import hand_checkpoint_to
from detente.foundation.errors import Conflict
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import use_case

DAYS_TO_ANSWER = timedelta(days=10)


class PreviewIsOpen(Conflict):
    """The vendor has a preview of this scorecard already, and its days are not over."""


@use_case(
    "scorecards.preview",
    permission=KEEP_SCORECARDS,
    path="vendors/{vendor}/publications",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord, PreviewIsOpen),
)
def preview_scorecard(
    *, actor: Actor, at: datetime, vendor: str, as_of: date | None = None, known_on: date | None = None
) -> PublicationBrief:
    """Freeze a vendor's scorecard and show it to the vendor; it is published when the vendor agrees, or in ten days.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor.
    as_of : date
        Facts that began later are left out; today if not given.
    known_on : date
        What came later is left out; `as_of` if not given.
    """
    valid, known = moments(at, as_of, known_on)
    answer_from_ledger(customer=actor.organisation, known_on=known)
    about = access_vendor(vendor, as_of=valid, known_on=known)
    if Publication.objects.filter(
        relationship_id=about.relationship, step=None, publishes_at__gt=at
    ).exists():
        raise PreviewIsOpen(
            f"{about.name} has a preview already: withdraw it, or wait until its days are over."
        )
    facts = list(facts_about([about.vendor], customer=about.customer, as_of=valid, known_on=known))
    method = method_of(about.customer, known)
    card = presented(about, facts, valid, known, method)
    agreed = with_agreed_weights(method, about.relationship, known)
    row = Publication.objects.create(
        customer_id=about.customer,
        vendor_id=about.vendor,
        visibility=Visibility.SHARED,
        relationship_id=about.relationship,
        method=agreed.id,
        method_text=agreed.text,
        method_sha256=agreed.sha256,
        engine=ENGINE,
        as_of=valid,
        known_on=known,
        inputs_hash=card.inputs_hash,
        shown=as_json(card),
        previewed_at=at,
        previewed_by_id=actor.person,
        publishes_at=at + DAYS_TO_ANSWER,
    )
    day = f"{row.publishes_at:%-d %B %Y}"
    text = f"{actor.organisation_name} shows the scorecard of {about.name} before it is published on {day}."
    tell_both_sides(kind=PREVIEWED, text=text, row=row, actor=actor, at=at)
    hand_checkpoint_to(about.vendor, at=at)
    return brief_of(access_publication(row.pk), at)
