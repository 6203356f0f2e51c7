"""The bank's own log of support tickets, as a service desk exports it: a row an event, all vendors together.

Of the vendors that matter most the desk counts its tickets as well, by month and priority: a log from which some were
left out, or that names a vendor as nobody knows it, then shows a part and not the whole.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from detente.site.commands.demo.deliveries import Delivery, DemoFile, csv_bytes
from detente.site.commands.demo.spans import Export, exports, spans
from detente.site.commands.demo.vendors import Depth, Vendor, vendors_with
from detente.site.commands.demo.world import World, at_midnight

HEADER = (
    "number", "incident_state", "active", "reassignment_count", "reopen_count", "sys_mod_count", "made_sla",
    "vendor", "opened_at", "sys_updated_at", "priority", "resolved_at", "closed_at",
)  # fmt: skip
PRIORITIES = ("1 - Critical", "2 - High", "3 - Moderate", "4 - Low")
COMMON = (0.04, 0.2, 0.75, 1.0)  # cumulated
HOURS = (4, 16, 60, 140)  # agreed, by priority
TWO_MONTHS = {Depth.ALL: 17, Depth.MUCH: 8, Depth.SOME: 4, Depth.LITTLE: 2}
WRITTEN = {"Brightwater": "BRIGHTWATER, INC.", "Dunmere": "Dunmere GmbH", "Aldgate": "Aldgate Ltd"}
BY_HAND, BY_RULE, NEW_NAME = "Kestrel Security Ltd", "Kestrel Ltd.", "Kestrel Managed Detection"
RENAMED_DAYS = 600  # before that the desk wrote one name, afterwards another
NEW_NAME_DAYS = 75
COUNTS = ("kind", "vendor", "starts_on", "ends_on", "opened", "priority", "assurance")
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A ticket was opened."""

    at: datetime
    priority: int  # its place in PRIORITIES
    names: tuple[object, ...]
    """What makes its draws its own."""


def deliveries(world: World) -> Iterator[Delivery]:
    """Yield a log for each two months, and a count of what it should hold."""
    for export in exports(world.periods(months=2), world.today):
        rows = [
            row
            for vendor in vendors_with(Depth.LITTLE)
            for one in _opened(vendor, export, world)
            for row in _events(vendor, one, export, world)
        ]
        rows.sort(key=lambda row: (str(row[0]), row[5]))
        if _is_the_last_but_one(export, world):
            rows.append(_impossible(export))
        name = f"service-desk-tickets-{export.span.name}.csv"
        yield Delivery(export.arrives_on, None, DemoFile("service-desk", name, csv_bytes(HEADER, rows)))
        counted = csv_bytes(COUNTS, list(_counts(export, world)))
        name = f"service-desk-ticket-counts-{export.span.name}.csv"
        yield Delivery(export.arrives_on, None, DemoFile("service-desk", name, counted))


def written_name(vendor: Vendor, on: date, world: World, *names: object) -> str:
    """Return how the service desk writes a vendor's name."""
    if vendor.name != "Kestrel":
        return WRITTEN.get(vendor.name, vendor.name)
    if on < world.before(RENAMED_DAYS):
        return BY_HAND
    if on >= world.before(NEW_NAME_DAYS) and world.chance.happens(0.35, "new name", *names):
        return NEW_NAME
    return BY_RULE


def _opened(vendor: Vendor, export: Export, world: World) -> Iterator[Opened]:
    for number in range(TWO_MONTHS[vendor.depth]):
        chance, names = world.chance, (vendor.name, export.span.name, "ticket", number)
        share = (number + chance.share(*names)) / TWO_MONTHS[vendor.depth]
        opened_at = at_midnight(export.span.day(share)) + timedelta(
            minutes=chance.whole(420, 1200, *names, "minute")
        )
        drawn = chance.share(*names, "priority")
        priority = next(place for place, most in enumerate(COMMON) if drawn < most)
        if opened_at < at_midnight(export.until):
            yield Opened(opened_at, priority, names)


def _counts(export: Export, world: World) -> Iterator[Row]:
    """Yield how many tickets the desk opened, a row a month and priority."""
    months = spans(export.span.starts_on, export.until - timedelta(days=1), months=1)
    for vendor in vendors_with(Depth.ALL):
        opened = Counter((one.at.month, one.priority) for one in _opened(vendor, export, world))
        for month in months:
            for priority in range(len(PRIORITIES)):
                yield (
                    "ticket_count", vendor.name, month.starts_on, min(month.ends_on, export.until),
                    opened[month.starts_on.month, priority], priority + 1, "tool-measured",
                )  # fmt: skip


def _events(vendor: Vendor, one: Opened, export: Export, world: World) -> Iterator[Row]:
    chance, names, opened_at, priority = world.chance, one.names, one.at, one.priority
    until = at_midnight(export.until)
    kept = chance.happens(0.5 + 0.48 * world.trait(vendor, "delivers", opened_at.date()), *names, "kept")
    took = HOURS[priority] * (
        0.15 + 0.8 * chance.share(*names, "took") if kept else 1.1 + chance.share(*names, "took")
    )
    resolved_at = opened_at + timedelta(hours=took)
    closed_at = resolved_at + timedelta(days=2)
    ticket = f"INC{chance.whole(1_000_000, 9_999_999, *names, 'number')}"
    written = written_name(vendor, opened_at.date(), world, *names)
    passed_on = chance.whole(0, 3, *names, "passed on")
    reopened = int(chance.happens(0.06, *names, "reopened"))

    def row(state: str, updates: int, updated_at: datetime, *, resolved: bool, closed: bool) -> Row:
        known = str(kept).upper() if resolved else "?"
        return (
            ticket, state, str(not closed).upper(), passed_on, reopened, updates, known, written,
            _stamp(opened_at), _stamp(updated_at), PRIORITIES[priority],
            _stamp(resolved_at) if resolved else "?", _stamp(closed_at) if closed else "?",
        )  # fmt: skip

    yield row("New", 0, opened_at, resolved=False, closed=False)
    if resolved_at < until:
        yield row("Resolved", 3, resolved_at, resolved=True, closed=False)
    if closed_at < until:
        yield row("Closed", 5, closed_at, resolved=True, closed=True)


def _is_the_last_but_one(export: Export, world: World) -> bool:
    return export.span.ends_on <= world.today < export.span.ends_on + timedelta(days=70)


def _impossible(export: Export) -> Row:
    """Return a row that no importer can use: somebody typed a day that does not exist."""
    opened_at = f"31-02-{export.span.ends_on.year} 09:10"
    return ("INC0999999", "New", "TRUE", 0, 0, 0, "?", "Isham", opened_at, opened_at, PRIORITIES[2], "?", "?")


def _stamp(moment: datetime) -> str:
    return f"{moment:%d-%m-%Y %H:%M}"
