"""Tell a customer of the last days for notice that lie within thirty days: a chore of each day."""

from datetime import datetime, timedelta

from detente.evidence.relationships.selectors import contract_days
from detente.foundation.jobs.chores import Chore, register_chore
from detente.foundation.notices.kinds import register_kind
from detente.foundation.notices.notify import notify
from detente.foundation.roles import Role, Side
from detente.foundation.selectors.represented import represented
from detente.foundation.tenancy import acting_for

NEAR = timedelta(days=30)
NOTICE_DAY = register_kind(
    "relationships.notice_day_is_near",
    "The last day to give notice of a contract is within 30 days",
    frozenset({Role.CISO, Role.ANALYST}),
)


def tell_of_notice_days(*, at: datetime) -> None:
    """Tell customers alone: whether to give notice is theirs to think about."""
    for organisation, side in represented():
        if side is not Side.CUSTOMER:
            continue
        with acting_for(organisation, writes=True):
            days = contract_days(organisation, first=at.date(), last=(at + NEAR).date(), known_on=at)
            for one in days:
                if one.what != "notice":
                    continue
                notify(
                    NOTICE_DAY,
                    at=at,
                    to=[organisation],
                    text=f"{one.on:%-d %B %Y} is the last day to give {one.vendor} notice of {one.contract}.",
                    page=("relationship", one.relationship),
                    relationship=one.relationship,
                    once=f"{one.relationship} {one.on} {one.contract}"[:100],
                )


register_chore(Chore("tell of notice days", timedelta(days=1), lambda at: tell_of_notice_days(at=at)))
