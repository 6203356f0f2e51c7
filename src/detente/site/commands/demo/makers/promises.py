"""Registers that both sides keep: requests and accesses, commitments, statements about breaches, connections."""

from collections.abc import Iterator
from datetime import date, timedelta

from detente.site.commands.demo.deliveries import Delivery
from detente.site.commands.demo.makers.breach_lists import TOLD
from detente.site.commands.demo.makers.register_rows import QUARTERS_BACK, Row, registers
from detente.site.commands.demo.spans import Export, Span
from detente.site.commands.demo.vendors import Depth, Vendor, vendors_with
from detente.site.commands.demo.world import World

JOINT = "jointly measured"
SELF = "self-attested"
A_QUARTER = {Depth.ALL: 5, Depth.MUCH: 4, Depth.SOME: 3, Depth.LITTLE: 2}
TO_ANSWER = timedelta(days=14)
TOPICS = ("Evidence", "Architecture", "Incident", "Contract", "Audit")
LATE_ANSWERS = {
    "Kestrel": 34,
    "Aldgate": 27,
    "Marlow": 21,
}  # days ago that the bank was asked, and answered late
PROMISED = (
    "Send the test report", "Rotate the signing keys", "Name a deputy", "Close the audit finding",
    "Move the tenant to the new region", "Deliver the export tool", "Hold the exercise",
)  # fmt: skip
PROMISED_BY_US = (
    "Decide on the design",
    "Name the data owner",
    "Open the firewall",
    "Give the test accounts",
)
CONNECTIONS = {Depth.ALL: 3, Depth.MUCH: 2, Depth.SOME: 1}
OVERDUE_VENDOR, OVERDUE_DAYS = "Norbury", 118
UNLISTED_VENDOR, UNLISTED_DAYS = "Corvane", 52


def deliveries(world: World) -> Iterator[Delivery]:
    """Yield the registers, a quarter at a time."""
    yield from registers(
        "requests",
        ("kind", "vendor", "request", "asked_by", "asked_on", "due_on", "answered_on", "topic", "access",
         "granted_on", "assurance"),
        world,
        lambda export: _requests(export, world),
    )  # fmt: skip
    yield from registers(
        "commitments",
        ("kind", "vendor", "commitment", "owner_side", "due_on", "done_on", "outcome", "assurance"),
        world,
        lambda export: _commitments(export, world),
    )
    yield from registers(
        "statements-about-breaches",
        ("kind", "vendor", "starts_on", "ends_on", "breaches", "assurance"),
        world,
        lambda export: _statements(export, world),
    )
    yield from registers(
        "connections",
        ("kind", "vendor", "connection", "scopes", "privileged", "review_due_on", "reviewed_on", "listed",
         "valid_from", "assurance"),
        world,
        lambda export: _connections(export, world),
    )  # fmt: skip


# ------------------------------------------------------------------ requests and accesses


def _requests(export: Export, world: World) -> Iterator[Row]:
    for vendor in vendors_with(Depth.LITTLE):
        for span in _spans_restated(export, world):
            for number in range(A_QUARTER[vendor.depth]):
                yield from _request(vendor, span, number, export, world, asked_by="customer")
            if vendor.depth >= Depth.MUCH:
                yield from _request(vendor, span, 90, export, world, asked_by="vendor")
                yield from _access(vendor, span, export, world)
    for name, days in LATE_ANSWERS.items():
        asked_on = world.before(days)
        if asked_on < export.until and export.span.starts_on - QUARTERS_BACK <= asked_on:
            answered_on = asked_on + TO_ANSWER + timedelta(days=4)
            known = answered_on if answered_on < export.until else None
            request = f"{name[:3].upper()}-Q-{asked_on:%y%m%d}"
            yield (
                "request_answered", name, request, "vendor", asked_on, asked_on + TO_ANSWER, known,
                "Waits for a decision of the bank", None, None, JOINT,
            )  # fmt: skip


def _request(
    vendor: Vendor, span: Span, number: int, export: Export, world: World, *, asked_by: str
) -> Iterator[Row]:
    chance, names = world.chance, (vendor.name, span.name, "request", number)
    asked_on = span.day(chance.share(*names))
    if asked_on >= export.until:
        return
    quality = world.trait(vendor, "prepared", asked_on) if asked_by == "customer" else 0.82
    in_time = chance.happens(0.45 + 0.54 * quality, *names, "in time")
    took = chance.whole(2, 14, *names, "took") if in_time else chance.whole(16, 45, *names, "took")
    answered_on = asked_on + timedelta(days=took)
    yield (
        "request_answered", vendor.name, f"{vendor.name[:3].upper()}-{span.name}-{number:02}", asked_by, asked_on,
        asked_on + TO_ANSWER, answered_on if answered_on < export.until else None, chance.pick(TOPICS, *names),
        None, None, JOINT,
    )  # fmt: skip


def _access(vendor: Vendor, span: Span, export: Export, world: World) -> Iterator[Row]:
    chance, names = world.chance, (vendor.name, span.name, "access")
    asked_on = span.day(0.7 * chance.share(*names))
    if asked_on >= export.until:
        return
    late = chance.happens(0.14, *names, "late")
    granted_on = asked_on + timedelta(
        days=chance.whole(11, 25, *names) if late else chance.whole(1, 9, *names)
    )
    yield (
        "access_granted", vendor.name, None, None, asked_on, asked_on + timedelta(days=10), None, None,
        f"{vendor.product}, support account {span.name}", granted_on if granted_on < export.until else None, JOINT,
    )  # fmt: skip


# ------------------------------------------------------------------ commitments


def _commitments(export: Export, world: World) -> Iterator[Row]:
    months = [one for one in world.periods(months=1) if _is_restated(one.starts_on, export)]
    for vendor in vendors_with(Depth.SOME):
        likely = {Depth.ALL: 1.0, Depth.MUCH: 0.9}.get(vendor.depth, 0.7)
        for month in months:
            names = (vendor.name, month.name, "commitment")
            if world.chance.happens(likely, *names):
                yield _commitment(vendor, month, export, world, owner="vendor")
            if vendor.depth is Depth.ALL and world.chance.happens(0.35, *names, "ours"):
                yield _commitment(vendor, month, export, world, owner="customer")


def _commitment(vendor: Vendor, month: Span, export: Export, world: World, *, owner: str) -> Row:
    chance, names = world.chance, (vendor.name, month.name, "commitment", owner)
    due_on = month.day(chance.share(*names))
    quality = world.trait(vendor, "candid", due_on) if owner == "vendor" else 0.78
    drawn = chance.share(*names, "outcome")
    on_time = drawn < 0.3 + 0.68 * quality
    broken = not on_time and drawn > 0.62 + 0.38 * quality
    days = chance.whole(0, 6, *names, "days") if on_time else -chance.whole(3, 24, *names, "days")
    done_on = None if broken else due_on - timedelta(days=days)
    outcome = "on time" if on_time else "broken" if broken else "late"
    settled_on = done_on or due_on + timedelta(days=30)
    if settled_on >= export.until:
        done_on, outcome = None, "open"
    words = chance.pick(PROMISED if owner == "vendor" else PROMISED_BY_US, *names, "words")
    return (
        "commitment", vendor.name, f"{words}, {month.name}", owner, due_on, done_on, outcome, JOINT
    )  # fmt: skip


# ------------------------------------------------------------------ statements


def _statements(export: Export, world: World) -> Iterator[Row]:
    for vendor in vendors_with(Depth.LITTLE):
        if vendor.depth is Depth.LITTLE and not world.chance.happens(0.6, vendor.name, "states"):
            continue
        candid = world.trait(vendor, "candid", export.span.starts_on)
        states = world.chance.happens(0.5 + 0.5 * candid, vendor.name, export.span.name, "stated")
        if vendor.name == "Corvane" or states:
            level = JOINT if vendor.candid >= 0.5 else SELF  # noqa: PLR2004
            until = min(export.until, export.span.ends_on)
            yield (
                "breach_statement", vendor.name, export.span.starts_on, until, _told_in(vendor, export, world), level
            )  # fmt: skip


def _told_in(vendor: Vendor, export: Export, world: World) -> int:
    told = TOLD.get(vendor.name)
    return int(told is not None and export.span.starts_on <= world.before(told[0]) < export.until)


# ------------------------------------------------------------------ connections


def _connections(export: Export, world: World) -> Iterator[Row]:
    for vendor in vendors_with(Depth.SOME):
        for number in range(1, CONNECTIONS[vendor.depth] + 1):
            for span in _spans_restated(export, world):
                yield from _review(vendor, number, span, export, world)
    overdue_on, found_on = world.before(OVERDUE_DAYS), world.before(UNLISTED_DAYS)
    if overdue_on < export.until and export.arrives_on > overdue_on:
        yield (
            "connection", OVERDUE_VENDOR, "NOR-CON-9 build runners", "deploy to production", "true", overdue_on,
            None, "true", None, JOINT,
        )  # fmt: skip
    if found_on < export.until and _is_restated(found_on, export):
        yield (
            "connection", UNLISTED_VENDOR, "COR-CON-7 export of prompts", "read the case archive", "false",
            found_on, None, "false", found_on, JOINT,
        )  # fmt: skip


def _review(vendor: Vendor, number: int, span: Span, export: Export, world: World) -> Iterator[Row]:
    chance, names = world.chance, (vendor.name, "connection", number, span.name)
    due_on = span.day(0.1 + 0.8 * chance.share(*names))
    if due_on >= export.until:
        return
    in_time = chance.happens(0.35 + 0.63 * world.trait(vendor, "candid", due_on), *names, "in time")
    days = chance.whole(0, 9, *names, "days")
    reviewed_on = due_on - timedelta(days=days) if in_time else due_on + timedelta(days=12 + 4 * days)
    known: date | None = reviewed_on if reviewed_on < export.until else None
    privileged = str(number == 1).lower()
    scopes = ("administer the service", "read tickets", "send events")[number - 1]
    yield (
        "connection", vendor.name, f"{vendor.name[:3].upper()}-CON-{number} {vendor.product}", scopes, privileged,
        due_on, known, "true", None, JOINT,
    )  # fmt: skip


def _spans_restated(export: Export, world: World) -> list[Span]:
    return [one for one in world.periods(months=3) if _is_restated(one.starts_on, export)]


def _is_restated(day: date, export: Export) -> bool:
    """Whether a day lies in the export's quarter or in the one before it."""
    return export.span.starts_on - QUARTERS_BACK <= day < export.until
