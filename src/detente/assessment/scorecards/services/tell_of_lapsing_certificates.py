"""Tell of certificates that lapse within thirty days: a chore of each day."""

from datetime import datetime, timedelta

from detente.assessment.scorecards.selectors.lapsing import Lapsing, lapsing
from detente.evidence.relationships.selectors import names_of
from detente.foundation.identifiers import OrganisationId
from detente.foundation.jobs.chores import Chore, register_chore
from detente.foundation.notices.kinds import register_kind
from detente.foundation.notices.notify import notify
from detente.foundation.roles import Role, Side
from detente.foundation.selectors.represented import represented
from detente.foundation.tenancy import acting_for

NEAR = timedelta(days=30)
LAPSES = register_kind(
    "scorecards.certificate_lapses",
    "A certificate lapses within 30 days",
    frozenset({Role.CISO, Role.ANALYST, Role.VENDOR_LEAD, Role.VENDOR_CONTRIBUTOR}),
)


def tell_of_lapsing_certificates(*, at: datetime) -> None:
    """Tell each organisation that somebody speaks for, of what it sees itself: the other side may see less."""
    for organisation, side in represented():
        with acting_for(organisation, writes=True):
            own = {"vendor": organisation} if side is Side.VENDOR else {"customer": organisation}
            found = lapsing(**own, first=at.date(), last=(at + NEAR).date(), known_on=at)
            names = names_of([one.vendor for one in found])
            for one in found:
                _tell(organisation, one, names.get(one.vendor, "a vendor"), at)


def _tell(organisation: OrganisationId, one: Lapsing, vendor: str, at: datetime) -> None:
    notify(
        LAPSES,
        at=at,
        to=[organisation],
        text=f"{one.scheme} of {vendor} lapses after {one.last_day:%-d %B %Y}, and no later one was shown.",
        page=("evidence_line", one.document, one.position),
        once=f"{one.customer} {one.vendor} {one.last_day} {one.scheme}"[:100],
    )


register_chore(
    Chore("tell of lapsing certificates", timedelta(days=1), lambda at: tell_of_lapsing_certificates(at=at))
)
