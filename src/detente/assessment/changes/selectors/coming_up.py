"""What has a day that is near, or waits for this side, in the order of days."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from detente.assessment.changes.contracts import SEE_COMING_UP, ComingUp, Opens, TooFar
from detente.assessment.scorecards.selectors.lapsing import Lapsing, lapsing
from detente.assessment.scorecards.selectors.moved_publications import open_previews
from detente.evidence.disputes.selectors import DisputeWaiting, disputes_waiting
from detente.evidence.relationships.selectors import ContractDay, contract_days, names_of
from detente.foundation.access import Actor
from detente.foundation.roles import Side
from detente.foundation.use_case import query

LOOKS_AHEAD = 90
FARTHEST = 366
MOST = 200


@query("changes.coming_up", permission=SEE_COMING_UP, path="coming-up", raises=(TooFar,))
def coming_up(*, actor: Actor, at: datetime, days: int = LOOKS_AHEAD) -> list[ComingUp]:
    """Show what comes up for your side, and what waits for it: by date, at most 200.

    Parameters
    ----------
    days : int, 1 to 366
        How far ahead.
    """
    if not 1 <= days <= FARTHEST:
        raise TooFar(f"{days} days cannot be shown: give 1 to {FARTHEST}.")
    today, ours = at.date(), actor.organisation
    last = today + timedelta(days=days)
    found = [_dispute(one, today) for one in disputes_waiting(ours, actor.side)]
    for brief in open_previews(ours, actor.side, at=at):
        on, opens = brief.publishes_at.date(), Opens("publication", brief.id)
        if actor.side is Side.VENDOR:
            words = "publishes your scorecard: agree, or dispute what is wrong, before"
            found.append(ComingUp("preview", on, (on - today).days, brief.customer, words, opens))
        else:
            words = "may answer the preview of its scorecard until it is published"
            found.append(ComingUp("preview", on, (on - today).days, brief.vendor, words, opens))
    if actor.side is Side.VENDOR:
        found += _own_certificates(lapsing(vendor=ours, first=today, last=last, known_on=at), today)
    else:
        held = lapsing(customer=ours, first=today, last=last, known_on=at)
        names = names_of({one.vendor for one in held})
        found += [
            ComingUp(
                "certificate",
                one.last_day,
                (one.last_day - today).days,
                names[one.vendor],
                f": {one.scheme} lapses after this day",
                Opens("line", one.document, str(one.position)),
            )
            for one in held
            if one.vendor in names
        ]
        found += [_contract(one, today) for one in contract_days(ours, first=today, last=last, known_on=at)]
    return sorted(found, key=lambda one: (one.on, one.name, one.words))[:MOST]


def _own_certificates(held: list[Lapsing], today: date) -> Iterator[ComingUp]:
    """Yield a vendor's certificates, each once, however many customers hold it."""
    customers: Counter[tuple[str, date]] = Counter()
    first: dict[tuple[str, date], Lapsing] = {}
    for one in held:
        key = (one.scheme, one.last_day)
        customers[key] += 1
        first.setdefault(key, one)
    for (scheme, on), one in first.items():
        many = customers[scheme, on]
        who = "a customer counts" if many == 1 else f"{many} customers count"
        yield ComingUp(
            "certificate",
            on,
            (on - today).days,
            scheme,
            f"lapses after this day, and {who} on it: give the next one in time",
            Opens("line", one.document, str(one.position)),
        )


def _dispute(one: DisputeWaiting, today: date) -> ComingUp:
    """Return a dispute that waits: since it was raised, or until the day that this side promised an answer by."""
    brief, said = one.brief, one.brief.last_reply
    promised = said.due_on if said is not None and said.side is not brief.side else None
    on = promised or brief.raised_at.date()
    words = f"disputes a line: “{brief.says}”"
    return ComingUp("dispute", on, (on - today).days, one.other, words, Opens("dispute", brief.id))


def _contract(one: ContractDay, today: date) -> ComingUp:
    renews = f", renews {one.renews_on:%-d %b %Y}" if one.renews_on else ""
    words = {
        "notice": f": last day for notice of “{one.contract}”{renews}",
        "renewal": f": “{one.contract}” renews",
        "end": f": “{one.contract}” ends",
    }[one.what]
    return ComingUp(
        one.what,
        one.on,
        (one.on - today).days,
        one.vendor,
        words,
        Opens("relationship", one.relationship),
    )
