"""Customers and a host are founded; people are invited: colleagues, then vendors' leads, who invite their own."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from detente.evidence.relationships.code_of_conduct import VERSION
from detente.evidence.relationships.services.accept_code import accept_code
from detente.evidence.relationships.services.invite_vendor import invite_vendor
from detente.evidence.relationships.services.start_relationship import start_relationship
from detente.evidence.relationships.services.write_note import write_note
from detente.foundation.services.create_organisation import create_organisation
from detente.foundation.services.invite_person import invite_person
from detente.site.commands.demo.cast import (
    ANALYST,
    CISO,
    COLLEAGUES,
    FORUMS_HOST,
    INSURERS_CISO,
    KESTREL_ENGINEER,
    KESTREL_LEAD,
    LEADS,
    Somebody,
)
from detente.site.commands.demo.setting.stage import Stage, Step
from detente.site.commands.demo.world import World, at_midnight

MORNING = timedelta(hours=6)
SOON = timedelta(minutes=5)


def steps(world: World) -> Iterator[Step]:
    """Yield them in the order of time."""
    first = at_midnight(world.begins_on) + MORNING
    yield Step(first, lambda stage, at: _found(stage, CISO, at))
    for number, who in enumerate(COLLEAGUES):
        yield from _invited(CISO, who, first + (1 + 2 * number) * SOON)
    for number, who in enumerate(LEADS):
        yield from _brought_in(who, first + timedelta(days=9 + 4 * number))
    yield from _invited(KESTREL_LEAD, KESTREL_ENGINEER, first + timedelta(days=60))
    yield Step(at_midnight(world.before(700)) + MORNING, _found_the_insurer)
    yield Step(at_midnight(world.before(690)) + MORNING, lambda stage, at: _found(stage, FORUMS_HOST, at))


def _invited(host: Somebody, guest: Somebody, at: datetime) -> Iterator[Step]:
    def invite(stage: Stage, at: datetime) -> None:
        stage.invitations[guest.email] = invite_person(
            actor=stage.actor(host), email=guest.email, role=guest.role, at=at
        )

    yield Step(at, invite)
    yield Step(at + SOON, lambda stage, at: stage.join(guest, at))


def _brought_in(who: Somebody, at: datetime) -> Iterator[Step]:
    """A vendor's lead is invited, comes in, and accepts the code of conduct."""

    def invite(stage: Stage, at: datetime) -> None:
        stage.invitations[who.email] = invite_vendor(
            actor=stage.actor(ANALYST),
            at=at,
            relationship=stage.relationships[who.organisation],
            email=who.email,
        )

    def accept(stage: Stage, at: datetime) -> None:
        accept_code(
            actor=stage.actor(who), at=at, relationship=stage.relationships[who.organisation], version=VERSION
        )

    yield Step(at, invite)
    yield Step(at + timedelta(hours=5), lambda stage, at: stage.join(who, at))
    yield Step(at + timedelta(hours=6), accept)


def _found(stage: Stage, who: Somebody, at: datetime) -> None:
    founded = create_organisation(
        name=who.organisation,
        email=who.email,
        person_name=who.name,
        role=who.role,
        password=stage.password_for(who),
        at=at,
    )
    stage.actors[who.email] = founded.actor


def _found_the_insurer(stage: Stage, at: datetime) -> None:
    """Its Kestrel is another row than the bank's: nothing of the one can be seen from the other."""
    _found(stage, INSURERS_CISO, at)
    actor = stage.actor(INSURERS_CISO)
    kestrel = start_relationship(
        actor=actor, at=at, vendor="Kestrel", tier=2, summary="Detection for branch offices", notice_hours=48
    )
    start_relationship(actor=actor, at=at, vendor="Arden Cloud", tier=1, summary="Claims platform")
    write_note(
        actor=actor,
        at=at,
        relationship=kestrel.relationship,
        text="Our second choice after the tender; ask for a better price before spring.",
    )
