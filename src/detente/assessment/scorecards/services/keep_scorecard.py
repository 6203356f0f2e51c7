"""Use case: keep a scorecard."""

from datetime import date, datetime

from detente.assessment.scorecards.contracts import KEEP_SCORECARDS
from detente.assessment.scorecards.models import KeptScorecard
from detente.assessment.scorecards.selectors.kept import Kept, kept_of
from detente.assessment.scorecards.selectors.scorecard import score
from detente.assessment.scorecards.to_engine import ENGINE, canonical, inputs_hash
from detente.evidence.ledger.services.hold_ledger import answer_from_ledger
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor
from detente.evidence.relationships.selectors import access_vendor
from detente.foundation.access import Actor
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import use_case


@use_case(
    "scorecards.keep",
    permission=KEEP_SCORECARDS,
    path="vendors/{vendor}/kept-scorecards",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord),
)
def keep_scorecard(
    *, actor: Actor, at: datetime, vendor: str, as_of: date | None = None, known_on: date | None = None
) -> Kept:
    """Keep a vendor's scorecard as it is computed, so that it can be computed again to the same bytes.

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
    file, scored = score(about, valid, known)
    row = KeptScorecard.objects.create(
        customer_id=about.customer,
        vendor_id=about.vendor,
        visibility=Visibility.CUSTOMER,  # the vendor sees it once it is published
        relationship_id=about.relationship,
        method=file.id,
        method_sha256=file.sha256,
        engine=ENGINE,
        as_of=valid,
        known_on=known,
        inputs_hash=inputs_hash(scored.body),
        body=canonical(scored).decode(),
        kept_at=at,
        kept_by_id=actor.person,
    )
    return kept_of(row, about.name)
