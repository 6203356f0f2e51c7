"""What changed since a day: only vendors that something happened to are computed on both days."""

from datetime import UTC, date, datetime, time, timedelta

from detente.assessment.changes.contracts import Change, Changes, NotBeforeToday, Opens, UnfitThreshold
from detente.assessment.changes.selectors.sentences import (
    of_agreement,
    of_dispute,
    of_documents,
    of_publication,
    of_scorecards,
)
from detente.assessment.changes.selectors.visits import last_visit
from detente.assessment.scorecards.contracts import SEE_SCORECARDS
from detente.assessment.scorecards.selectors.lapsing import lapsing
from detente.assessment.scorecards.selectors.methods import methods_on
from detente.assessment.scorecards.selectors.moved_publications import moved_publications
from detente.assessment.scorecards.selectors.two_days import vendors_on_days
from detente.evidence.disputes.selectors import disputes_moved
from detente.evidence.ledger.selectors.arrivals import arrivals, vendors_touched
from detente.evidence.relationships.selectors import agreed_changes
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import NotOnRecord, day_of, moments
from detente.foundation.use_case import query

A_PAGE = 25
"""Vendors at once."""
LOOKS_BACK = timedelta(days=30)
"""How far back somebody looks who was never here."""
MOST_POINTS = 100
WEIGHT = (
    "must-have",
    "dispute",
    "retraction",
    "dimension",
    "sources",
    "publication",
    "terms",
    "mark",
    "method",
    "evidence",
)
"""What weighs more comes first, of one day."""


@query(
    "changes.show",
    permission=SEE_SCORECARDS,
    path="portfolio/changes",
    raises=(NotOnRecord, NotBeforeToday, UnfitThreshold),
)
def show_changes(
    *,
    actor: Actor,
    at: datetime,
    since: date | None = None,
    threshold: float = 2.0,
    page: int = 1,
) -> Changes:
    """Show what changed since you last looked, or since a day: figures, must-haves, evidence, disputes, terms.

    A page is about 25 vendors, those to whom something happened last first.

    Parameters
    ----------
    since : date
        The end of this day is compared with now; the day before your last visit if not given, a month ago if you
        were never here.
    threshold : float, 0 to 100
        A dimension that moved by fewer points, at either end, is left out.
    page : int
        Which vendors: 1 are the first 25.
    """
    if not 0 <= threshold <= MOST_POINTS:
        raise UnfitThreshold(f"{threshold:g} points are no distance: give 0 to {MOST_POINTS}.")
    visit, seen_today = last_visit(actor.membership, at.date())
    day = since or (visit - timedelta(days=1) if visit else at.date() - LOOKS_BACK)
    first, _ = moments(at, day, None)
    today, _ = moments(at, None, None)
    if first >= at:
        raise NotBeforeToday(f"{day} is today: give a day before it.")
    customer = actor.organisation
    disputes = disputes_moved(customer, since=first, until=at)
    shown = moved_publications(customer, since=first, until=at)
    agreed = agreed_changes(customer, since=first, until=at)
    happened = vendors_touched(customer, since=first, until=at)
    for vendor, moment in (
        *((one.brief.vendor, one.brief.raised_at) for one in disputes),
        *((one.vendor_id, one.previewed_at) for one in shown),
        *((one.vendor, one.at) for one in agreed),
        *_lapsed(customer, day, at),
    ):
        happened[vendor] = max(moment, happened.get(vendor, moment))
    order = sorted(happened, key=lambda one: (happened[one], one), reverse=True)
    last_page = max(1, -(-len(order) // A_PAGE))
    page = min(max(page, 1), last_page)
    chosen = order[(page - 1) * A_PAGE : page * A_PAGE]
    these = set(chosen)
    found: list[Change] = []
    names: dict[OrganisationId, str] = {}
    for before, after in vendors_on_days(customer, chosen, [(first, first), (today, at)]):
        names[after.vendor.vendor] = after.vendor.name
        on = day_of(happened[after.vendor.vendor])
        if before.vendor.on_record:
            found += of_scorecards(before, after, on, threshold)
    documents = arrivals(customer, chosen, since=first, until=at)
    found += of_documents([one for one in documents if one.vendor or page == 1], names)
    for moved in disputes:
        found += of_dispute(moved) if moved.brief.vendor in these else ()
    found += [of_publication(one) for one in shown if one.vendor_id in these]
    found += [of_agreement(one) for one in agreed if one.vendor in these]
    if page == 1:
        found += _method(customer, first, at)
    found.sort(key=lambda one: (-one.on.toordinal(), WEIGHT.index(one.kind), one.name, one.words))
    return Changes(
        since=day,
        last_visit=visit,
        seen_today=seen_today,
        changes=tuple(found),
        vendors=len(order),
        page=page,
        last_page=last_page,
    )


def _lapsed(customer: OrganisationId, since: date, at: datetime) -> list[tuple[OrganisationId, datetime]]:
    """Return of whom a certificate lapsed: that nobody wrote anything down makes no difference."""
    yesterday = at.date() - timedelta(days=1)
    if yesterday < since:
        return []
    return [
        (one.vendor, datetime.combine(one.last_day, time.max, UTC))
        for one in lapsing(customer=customer, first=since, last=yesterday, known_on=at)
    ]


def _method(customer: OrganisationId, first: datetime, at: datetime) -> list[Change]:
    before, after = methods_on(customer, [first, at])
    if before.id == after.id:
        return []
    words = f"The method {after.id} is in force, before it {before.id}: figures of the two days follow different rules."
    return [Change("method", day_of(at), None, "", words, before.id, after.id, Opens("method"))]
