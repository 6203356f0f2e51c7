"""The bank's relationships: services, contracts, contacts, signatures, stages, and notes on either side."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from detente.evidence.relationships.contracts import Stage as Partnership
from detente.evidence.relationships.selectors import show_relationship
from detente.evidence.relationships.services.add_contact import add_contact
from detente.evidence.relationships.services.add_contract import add_contract
from detente.evidence.relationships.services.add_service import add_service
from detente.evidence.relationships.services.change_products import change_products
from detente.evidence.relationships.services.change_stage import change_stage
from detente.evidence.relationships.services.change_terms import change_terms
from detente.evidence.relationships.services.match_name import match_name
from detente.evidence.relationships.services.propose_outcome import propose_outcome
from detente.evidence.relationships.services.sign_outcome import sign_outcome
from detente.evidence.relationships.services.start_relationship import start_relationship
from detente.evidence.relationships.services.write_note import write_note
from detente.site.commands.demo.cast import (
    ANALYST,
    CISO,
    CORVANE_LEAD,
    KESTREL_ENGINEER,
    KESTREL_LEAD,
    MARLOW_LEAD,
    Somebody,
)
from detente.site.commands.demo.makers.tickets import BY_HAND
from detente.site.commands.demo.setting.stage import Stage, Step
from detente.site.commands.demo.vendors import BY_NAME, VENDORS, Depth, Vendor
from detente.site.commands.demo.world import World, at_midnight

DAYTIME = timedelta(hours=13)
NEW_VENDOR_DAYS = 5
NOTICE_DAYS = {1: 90, 2: 60}
MATCHED_AFTER = timedelta(days=150)
CRITICAL = {
    "Kestrel": "Defence of laptops and servers", "Aldgate": "Sign-in of customers", "Brightwater": "Online banking",
    "Dunmere": "Payments", "Eskdale": "Accounts", "Fenwick": "Cards", "Marlow": "Recovery", "Quillon": "Signatures",
}  # fmt: skip
OUTCOMES = (  # who proposes, who signs for the vendor, days ago, the sentence
    (
        KESTREL_LEAD,
        620,
        "An intruder on any laptop or server is contained within 60 minutes, day or night, and payments never stop.",
    ),
    (
        MARLOW_LEAD,
        410,
        "Any system of tier 1 is restored within four hours, and that is rehearsed each quarter.",
    ),
)
PROPOSED_ALONE = (
    CORVANE_LEAD,
    120,
    "Triage closes half of all alerts without an analyst, and none of them wrongly.",
)
SIGNED_AFTER = timedelta(days=2)
LEADS_NAMED = ((KESTREL_LEAD, 615), (MARLOW_LEAD, 405), (CORVANE_LEAD, 300))
STAGES = (  # vendor, days ago, stage, reason
    ("Kestrel", 590, Partnership.PROVEN, "The first year went as agreed."),
    ("Kestrel", 140, Partnership.TRUSTED, "Both sides signed, limits are told before they are found."),
    ("Marlow", 380, Partnership.PROVEN, "The restore pilot was registered and run as agreed."),
)  # fmt: skip
RAISED = (  # vendor, the tier it began with, days ago, hours of notice from then on, why
    "Quillon", 2, 210, 24, "The keys of payments moved to it: a critical function depends on it now.",
)  # fmt: skip
REPLACED = (  # vendor, the product it began with, days ago, why
    "Calder", "Calder Relay", 150, "Calder Edge took the place of the relays, one site after the other.",
)  # fmt: skip
SAID_AFTER = timedelta(days=6)
NOTES = (  # whose, about, days ago, what
    (CISO, "Kestrel", 12, "The container limit came from them, unasked. Say so in the board pack."),
    (ANALYST, "Corvane", 61, "Their page never mentioned the outages of September; our probe has all of them."),
    (ANALYST, "Brightwater", 9, "Asked twice for the new SOC 2 report; a letter is promised for next month."),
    (KESTREL_LEAD, "Kestrel", 11, "Halden decides slowly: three weeks on the mail gateway. Raise it."),
    (KESTREL_ENGINEER, "Kestrel", 30, "Container sensor: beta in six weeks, do not promise it before."),
    (CORVANE_LEAD, "Corvane", 40, "They may not renew. Offer the pilot for free until summer."),
)  # fmt: skip


def steps(world: World) -> Iterator[Step]:
    """Yield them; those of one moment in their order."""
    first = at_midnight(world.begins_on) + DAYTIME
    for number, vendor in enumerate(VENDORS):
        new = vendor.depth is Depth.FIRST_WEEK
        at = at_midnight(world.before(NEW_VENDOR_DAYS)) if new else first + timedelta(minutes=5 * number)
        yield Step(at, partial(_start, vendor=vendor, world=world))
    yield Step(first + MATCHED_AFTER, _match)
    for who, days, words in (*OUTCOMES, PROPOSED_ALONE):
        at = _day(days, world)
        yield Step(at, partial(_propose, who=who, words=words))
        yield Step(at + timedelta(minutes=3), partial(_sign, who=who, lead=who))
    for who, days, _ in OUTCOMES:
        yield Step(_day(days, world) + SIGNED_AFTER, partial(_sign, who=CISO, lead=who))
    for lead, days in LEADS_NAMED:
        yield Step(_day(days, world), partial(_name_contact, lead=lead))
    for name, days, partnership, reason in STAGES:
        yield Step(
            _day(days, world), partial(_change_stage, name=name, partnership=partnership, reason=reason)
        )
    for change, days in ((_raise_tier, RAISED[2]), (_replace_product, REPLACED[2])):
        yield Step(_day(days, world) + SAID_AFTER, partial(change, since=world.before(days)))
    for who, name, days, text in NOTES:
        yield Step(_day(days, world), partial(_write_note, who=who, name=name, text=text))


def _start(stage: Stage, at: datetime, vendor: Vendor, world: World) -> None:
    analyst = stage.actor(ANALYST)
    years = world.chance.whole(0, 6, vendor.name, "since")
    new = vendor.depth is Depth.FIRST_WEEK
    since = at.date() if new else world.begins_on - timedelta(days=30 + 365 * years)
    started = start_relationship(
        actor=analyst,
        at=at,
        vendor=vendor.name,
        tier=RAISED[1] if vendor.name == RAISED[0] else vendor.tier,
        summary=vendor.service,
        products=[REPLACED[1] if vendor.name == REPLACED[0] else vendor.product],
        since=since,
        notice_hours=72 if vendor.name == RAISED[0] else vendor.notice_hours,
    )
    relationship = stage.relationships[vendor.name] = started.relationship
    if vendor.name in CRITICAL:
        add_service(
            actor=analyst,
            at=at,
            relationship=relationship,
            name=f"{vendor.service}, support at any hour",
            description="A duty desk that answers within 15 minutes.",
            critical_function=CRITICAL[vendor.name],
            since=since,
        )
    if vendor.renews_in_days is not None:
        renews_on = world.before(-vendor.renews_in_days)
        add_contract(
            actor=analyst,
            at=at,
            relationship=relationship,
            title=f"{vendor.service}, master agreement",
            starts_on=since,
            renews_on=renews_on,
            notice_days=NOTICE_DAYS[vendor.tier],
        )
    if vendor.tier == 1:
        add_contact(
            actor=analyst,
            at=at,
            relationship=relationship,
            name="Jonas Ekeberg",
            email=ANALYST.email,
            position="Vendor manager",
        )


def _name_contact(stage: Stage, at: datetime, lead: Somebody) -> None:
    add_contact(
        actor=stage.actor(lead),
        at=at,
        relationship=stage.relationships[lead.organisation],
        name=lead.name,
        email=lead.email,
        position="Account lead",
    )


def _match(stage: Stage, at: datetime) -> None:
    match_name(actor=stage.actor(ANALYST), at=at, written=BY_HAND, vendor="Kestrel")


def _propose(stage: Stage, at: datetime, who: Somebody, words: str) -> None:
    propose_outcome(
        actor=stage.actor(who), at=at, relationship=stage.relationships[who.organisation], text=words
    )


def _sign(stage: Stage, at: datetime, who: Somebody, lead: Somebody) -> None:
    sign_outcome(
        actor=stage.actor(who), at=at, relationship=stage.relationships[lead.organisation], version=1
    )


def _change_stage(stage: Stage, at: datetime, name: str, partnership: Partnership, reason: str) -> None:
    change_stage(
        actor=stage.actor(CISO),
        at=at,
        relationship=stage.relationships[name],
        stage=partnership,
        reason=reason,
    )


def _raise_tier(stage: Stage, at: datetime, since: date) -> None:
    name, _, _, hours, reason = RAISED
    change_terms(
        actor=stage.actor(CISO),
        at=at,
        relationship=stage.relationships[name],
        tier=BY_NAME[name].tier,
        notice_hours=hours,
        reason=reason,
        valid_from=since,
    )


def _replace_product(stage: Stage, at: datetime, since: date) -> None:
    name, _, _, reason = REPLACED
    actor, relationship = stage.actor(ANALYST), stage.relationships[name]
    (service,) = show_relationship(actor=actor, at=at, relationship=relationship).services
    change_products(
        actor=actor,
        at=at,
        service=service.id,
        products=[BY_NAME[name].product],
        reason=reason,
        valid_from=since,
    )


def _write_note(stage: Stage, at: datetime, who: Somebody, name: str, text: str) -> None:
    write_note(actor=stage.actor(who), at=at, relationship=stage.relationships[name], text=text)


def _day(days: int, world: World) -> datetime:
    return at_midnight(world.before(days)) + DAYTIME
