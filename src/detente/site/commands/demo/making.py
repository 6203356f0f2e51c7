"""Make the demo programme: all of it in one transaction, so that one that was stopped leaves nothing half done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from django.db import transaction
from pydantic import SecretStr

from detente.evidence.imports.contracts import ImportReport, Outcome
from detente.foundation.access import actor_of, current_memberships
from detente.foundation.audit_log import record, sign_checkpoint
from detente.foundation.errors import NotFound
from detente.foundation.jobs.run import run_now
from detente.foundation.models import Membership, Person
from detente.foundation.passwords import give_password
from detente.foundation.secret import new_password
from detente.foundation.services.mark_all_notices_read import mark_all_notices_read
from detente.foundation.tenancy import acting_for
from detente.foundation.uploads import Upload
from detente.site.commands.demo import programme
from detente.site.commands.demo.cast import ANALYST, BANK, EVERYBODY
from detente.site.commands.demo.deliveries import Delivery
from detente.site.commands.demo.programme import Arrival
from detente.site.commands.demo.setting import disputes, organisations, questionnaires, relationships
from detente.site.commands.demo.setting.stage import Stage, Step
from detente.site.commands.demo.world import World

Say = Callable[[str], None]


class NoDemo(NotFound):
    """The demo programme was not made here."""


UNREAD_FOR = timedelta(days=21)  # what people were told before, they have read


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    folder: Path
    files: int
    facts: int
    rejected: int
    passwords: dict[str, str]
    """By address: to be shown once, and forgotten."""


def is_there() -> bool:
    """Return whether the programme's bank is here, with people in it."""
    return Membership.objects.filter(organisation__name=BANK, ended_at=None).exists()


def make(
    *,
    seed: int,
    at: datetime,
    folder: Path,
    say: Say,
    chosen: Callable[[Delivery], bool] = lambda _: True,
) -> Made:
    """Write the files, found the organisations, and import everything on the day that it would have come.

    Parameters
    ----------
    seed : int
        The same seed and day give the same files, byte for byte.
    at : datetime
        Now: the programme ends today.
    folder : Path
        Where the files go, for people to open.
    say : function of a line
        Told how far it is.
    chosen : function of a Delivery
        Whether a file is a part of it: all are, unless somebody is in a hurry.
    """
    world = programme.world_of(seed=seed, today=at.date())
    say(f"Writing three years of files, up to {at:%-d %B %Y} ...")
    brought = [one for one in programme.deliveries(world) if chosen(one)]
    programme.write(brought, folder)
    stage = Stage()
    counted = [0, 0]
    steps = _in_order(world, list(programme.arrivals(brought, latest=at)), folder, counted, say)
    with transaction.atomic():
        for step in steps:
            step.do(stage, min(step.at, at))
        for actor in stage.actors.values():
            mark_all_notices_read(actor=actor, at=at, until=at - UNREAD_FOR)
        sign_checkpoint(at=at)
    return Made(folder, len(brought), counted[0], counted[1], stage.passwords)


def new_passwords(*, at: datetime) -> dict[str, str]:
    """Give everybody of the programme a new password, and return them by address.

    Raises
    ------
    NoDemo
        Nobody of the programme is here.
    """
    given: dict[str, str] = {}
    for person in Person.objects.filter(email__in=[one.email for one in EVERYBODY]).order_by("email"):
        for membership in current_memberships(person)[:1]:
            actor = actor_of(membership)
            given[person.email] = new_password()
            with acting_for(actor.organisation, writes=True):
                give_password(person, SecretStr(given[person.email]))
                person.save(update_fields=["password"])
                record(verb="people.reset_password", actor=actor, at=at, inputs={"email": person.email})
    if not given:
        raise NoDemo("The demo programme is not here: `detente demo` makes it.")
    return given


def _in_order(
    world: World, arrivals: list[Arrival], folder: Path, counted: list[int], say: Say
) -> Iterator[Step]:
    """Yield every step by its moment: people act between one delivery and the next."""
    files = sum(len(one.files) for one in arrivals)
    done = [0]

    def bring(arrival: Arrival) -> Step:
        def do(stage: Stage, at: datetime) -> None:
            report: ImportReport = run_now(
                "imports.import_files",
                actor=stage.actor(ANALYST),
                at=at,
                inputs={
                    "uploads": [Upload(folder / one.folder / one.name, one.name) for one in arrival.files],
                    "vendor": arrival.vendor,
                },
            )
            counted[0] += sum(one.facts for one in report.files if one.outcome is Outcome.ADDED)
            counted[1] += sum(one.rejected for one in report.files)
            before, done[0] = done[0], done[0] + len(arrival.files)
            if before * 10 // files != done[0] * 10 // files:
                say(f"Importing, {at:%B %Y}: {done[0]} of {files} files, {counted[0]:,} facts ...")

        return Step(arrival.at, do)

    steps = chain(
        organisations.steps(world),
        relationships.steps(world),
        map(bring, arrivals),
        disputes.steps(world),
        questionnaires.steps(world),
    )
    return iter(sorted(steps, key=lambda one: one.at))
