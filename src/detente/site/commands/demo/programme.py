"""The programme: every file, in the order in which it arrives. A module in `makers` adds its own; no list names it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from itertools import groupby
from pathlib import Path
from pkgutil import iter_modules

from detente.site.commands.demo import makers
from detente.site.commands.demo.chance import Chance
from detente.site.commands.demo.deliveries import Delivery, DemoFile
from detente.site.commands.demo.world import World

SEED = 7
MORNING = time(8, 30, tzinfo=UTC)
APART = timedelta(minutes=7)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is imported in one go: files of one day that are about one vendor, or that name theirs."""

    at: datetime
    vendor: str | None
    files: tuple[DemoFile, ...]


def world_of(*, seed: int, today: date) -> World:
    """Return the world that a seed makes, as of a day."""
    return World(Chance(seed), today)


def deliveries(world: World) -> list[Delivery]:
    """Return every file, the first to arrive first."""
    found: list[Delivery] = []
    for module in iter_modules(makers.__path__, f"{makers.__name__}."):
        make = getattr(import_module(module.name), "deliveries", None)
        if make is not None:
            found += make(world)
    return sorted(found, key=lambda one: (one.arrives_on, one.vendor or "", one.file.folder, one.file.name))


def arrivals(brought: list[Delivery], *, latest: datetime) -> Iterator[Arrival]:
    """Yield what to import one after the other; nothing arrives after `latest`."""
    for day, of_day in groupby(brought, key=lambda one: one.arrives_on):
        at = datetime.combine(day, MORNING)
        for vendor, group in groupby(of_day, key=lambda one: one.vendor):
            yield Arrival(min(at, latest), vendor, tuple(one.file for one in group))
            at += APART


def write(brought: list[Delivery], folder: Path) -> None:
    """Write the files to a folder, for people to open and for the importer to read."""
    for one in brought:
        place = folder / one.file.folder / one.file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(one.file.content)
