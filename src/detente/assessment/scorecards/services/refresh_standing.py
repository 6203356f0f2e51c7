"""Write down what pages show today, so that they need not compute it: some vendors at a time, until all stand."""

from collections.abc import Sequence
from datetime import datetime

from detente.assessment.scorecards.contracts import HistoryPoint, PortfolioRow
from detente.assessment.scorecards.models import StandingEnds, StandingPortfolio, StandingScorecard
from detente.assessment.scorecards.selectors.history import dimensions_over_time, month_days
from detente.assessment.scorecards.selectors.methods import methods_on
from detente.assessment.scorecards.selectors.portfolio import portfolio_of
from detente.assessment.scorecards.selectors.standing import (
    MONTHS,
    Past,
    Today,
    fingerprints,
    past_fingerprints,
    past_text,
    row_text,
    stands,
    state_of,
    today_of,
)
from detente.evidence.ledger.selectors import facts_over_time_by_vendor
from detente.evidence.relationships.contracts import Vendor
from detente.evidence.relationships.selectors import vendors_of, vendors_over_time
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import day_of, moments
from detente.foundation.tenancy import Visibility, acting_for

AT_ONCE = 50


def refresh_standing(*, customer: OrganisationId, at: datetime, most: int = 10_000_000) -> int:
    """Compute the standing scorecards of a customer that are not those of today, and return how many still wait.

    Nothing is lost when it is interrupted, and nothing is wrong while it runs: what does not stand is computed for
    whoever asks. It is no deed of anybody's, and leaves no trace in the audit log: it says what the records say.

    Parameters
    ----------
    customer : OrganisationId
        Whose.
    at : datetime
        Now.
    most : int
        How many vendors are computed, at most.
    """
    valid, known = moments(at, None, None)
    with acting_for(customer, writes=False):
        today = today_of(customer, valid, known)
        if stands(today):
            return 0
        state = state_of(today)  # before anything else is read: what is added meanwhile makes it another
        vendors = vendors_of(customer, as_of=valid, known_on=known)
        now = fingerprints(today, vendors, all_of_them=True)
        rows = StandingScorecard.objects.filter(customer_id=customer)
        kept = dict(rows.values_list("vendor_id", "fingerprint"))
    due = [one for one in vendors if kept.get(one.vendor) != now[one.vendor]]
    for start in range(0, min(most, len(due)), AT_ONCE):
        _refresh(today, due[start : min(start + AT_ONCE, most)])
    if len(due) <= most:
        with acting_for(customer, writes=True):
            StandingPortfolio.objects.update_or_create(
                customer_id=customer, defaults={"state": state, "visibility": Visibility.CUSTOMER}
            )
    return max(0, len(due) - most)


def _refresh(today: Today, vendors: Sequence[Vendor]) -> None:
    customer, numbers = today.customer, [one.vendor for one in vendors]
    with acting_for(customer, writes=False):
        now = fingerprints(today, vendors, all_of_them=False)
        past_now = past_fingerprints(today, numbers)
        shown = portfolio_of(customer, today.valid, today.known, only=vendors).rows
        kept = dict(
            StandingScorecard.objects.filter(customer_id=customer, vendor_id__in=numbers).values_list(
                "vendor_id", "past_fingerprint"
            )
        )
        pasts = _pasts(today, [one for one in numbers if kept.get(one) != past_now[one]])
    with acting_for(customer, writes=True):
        for row in shown:
            vendor = row.vendor.vendor
            written = {**_columns(row), "fingerprint": now[vendor]}
            if vendor in pasts:
                written |= {"past": past_text(pasts[vendor]), "past_fingerprint": past_now[vendor]}
            standing, _ = StandingScorecard.objects.update_or_create(
                relationship_id=row.vendor.relationship, defaults=written
            )
            StandingEnds.objects.filter(standing=standing).delete()
            StandingEnds.objects.bulk_create(
                StandingEnds(
                    customer_id=customer,
                    vendor_id=vendor,
                    visibility=Visibility.CUSTOMER,
                    standing=standing,
                    dimension=one.id,
                    demonstrated=one.ends.demonstrated if one.ends else None,
                    possible=one.ends.possible if one.ends else None,
                )
                for one in row.dimensions
            )


def _columns(row: PortfolioRow) -> dict[str, object]:
    of = row.vendor
    kinds = dict.fromkeys(one.kind for one in row.marks if one.kind != "dispute")
    return {
        "customer_id": of.customer,
        "vendor_id": of.vendor,
        "visibility": Visibility.CUSTOMER,
        "name": of.name,
        "sorted_name": of.name.casefold(),
        "found_in": f"{of.name} {of.service}".casefold(),
        "tier": of.tier,
        "kinds": "".join(f",{one}," for one in kinds),
        "row": row_text(row),
    }


def _pasts(today: Today, vendors: Sequence[OrganisationId]) -> dict[OrganisationId, Past]:
    """Compute the months before this one, each as it was known at its end."""
    if not vendors:
        return {}
    customer, days = today.customer, month_days(today.valid, MONTHS)[:-1]
    abouts = vendors_over_time(vendors, customer=customer, those=[(day, day) for day in days])
    facts = facts_over_time_by_vendor(vendors, customer=customer, until=days[-1], known_on=days[-1])
    methods = methods_on(customer, days)
    shown = dimensions_over_time(list(abouts.values()), facts, days, methods)
    ids = dict.fromkeys(one.id for method in methods for one in method.dimensions)
    return {
        vendor: {
            dimension: [
                HistoryPoint(day_of(day), then.ends, then.points, then.floor)
                if (then := of_day.get(dimension))
                else None
                for day, of_day in zip(days, found, strict=True)
            ]
            for dimension in ids
        }
        for vendor, found in zip(abouts, shown, strict=True)
    }
