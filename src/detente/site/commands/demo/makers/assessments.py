"""What others checked: controls, assessors' findings, tests, claims, pilots and bills of materials."""

from collections.abc import Iterator
from datetime import timedelta

from detente.site.commands.demo.deliveries import Delivery, DemoFile, csv_bytes, slug
from detente.site.commands.demo.makers.register_rows import Row, registers
from detente.site.commands.demo.spans import Export
from detente.site.commands.demo.vendors import BY_NAME, Depth, Vendor, vendors_with
from detente.site.commands.demo.world import World

THIRD, JOINT, TOOL = "third-party assessed", "jointly measured", "tool-measured"
FRAMEWORK = "Halden control set 2"
CONTROLS = {Depth.ALL: 24, Depth.MUCH: 16}
FINDINGS_HEADER = (
    "kind", "report", "finding_id", "severity", "found_on", "due_on", "closed_on", "title", "assurance",
)  # fmt: skip
SEVERITIES = ("high", "moderate", "moderate", "low", "low", "low")
DAYS_TO_CLOSE = {"high": 30, "moderate": 90, "low": 150}
FOLLOWED_UP_AFTER = 130
TITLES = (
    "Accounts of former staff are open", "Backups are not restored on trial", "Logs are kept for too short a time",
    "No review of firewall rules", "Keys have no owner", "Patches are late on test systems",
)  # fmt: skip
OBJECTIVES = {
    "continuity": "Service is back within 4 hours, 15 minutes of data lost at most",
    "exit": "All data exported within 10 days",
}
CLAIMS = (
    "Contains nine of ten intrusions within the hour", "Halves the time to answer an alert",
    "Restores a terabyte in four hours", "Blocks 99 of 100 forged messages", "Cuts failed logins by a third",
)  # fmt: skip
CLAIMED = {
    "Kestrel": 4,
    "Corvane": 4,
    "Aldgate": 2,
    "Marlow": 3,
    "Quillon": 2,
    "Ashcombe": 3,
    "Fenwick": 2,
    "Hartwell": 2,
}
PILOTS = {  # name, days ago registered and decided; criteria registered, supported, failed; guardrail broken
    "Kestrel": ("Container hosts", 410, 365, 10, 8, 1, False),
    "Marlow": ("Restore at scale", 60, 7, 12, 11, 0, False),
    "Corvane": ("Triage of alerts", 150, 104, 12, 3, 7, False),
    "Ashcombe": ("Impersonation of managers", 300, 256, 6, 5, 1, False),
    "Dunmere": ("Instant payments", 240, 195, 8, 6, 1, False),
    "Kelling": ("New scoring model", 520, 470, 8, 5, 2, False),
    "Quillon": ("Remote signing", 330, 290, 9, 8, 0, False),
    "Fenwick": ("Tokens for wallets", 280, 236, 7, 7, 0, False),
}
MATERIALS = (
    "Kestrel",
    "Aldgate",
    "Quillon",
    "Marlow",
    "Ashcombe",
    "Beckfoot",
    "Norbury",
    "Hartwell",
    "Corvane",
)


def deliveries(world: World) -> Iterator[Delivery]:
    """Yield registers by year and half year, and a file for each assessor's report and pilot."""
    yield from registers(
        "controls",
        (
            "kind",
            "vendor",
            "framework",
            "control",
            "required",
            "covered",
            "covered_by",
            "valid_from",
            "assurance",
        ),
        world,
        lambda export: _controls(export, world),
        months=12,
    )
    yield from registers(
        "tests",
        ("kind", "vendor", "subject", "tested_on", "objective", "outcome", "assurance"),
        world,
        lambda export: _tests(export, world),
        months=6,
    )
    yield from registers(
        "claims",
        ("kind", "vendor", "claim", "registered_on", "verdict", "assurance"),
        world,
        lambda export: _claims(export, world),
        months=6,
    )
    yield from registers(
        "bills-of-materials",
        ("kind", "vendor", "product", "subject", "complete", "total", "valid_from", "assurance"),
        world,
        lambda export: _materials(export, world),
        months=6,
    )
    yield from _findings(world)
    yield from _pilots(world)


def _controls(export: Export, world: World) -> Iterator[Row]:
    for vendor in vendors_with(Depth.MUCH):
        prepared = world.trait(vendor, "prepared", export.until)
        for number in range(1, CONTROLS[vendor.depth] + 1):
            control = f"HC-{number:02}"
            drawn = world.chance.share(vendor.name, control)
            covered = "true" if drawn < prepared else "false" if drawn > prepared + 0.12 else None
            by = world.chance.pick(
                ("SOC 2 report", "ISO certificate", "test", "contract"), vendor.name, control
            )
            yield (
                "control_covered", vendor.name, FRAMEWORK, control, "true", covered, by if covered == "true" else "",
                export.until, THIRD,
            )  # fmt: skip


def _tests(export: Export, world: World) -> Iterator[Row]:
    for vendor in vendors_with(Depth.MUCH):
        for subject, objective in OBJECTIVES.items():
            names = (vendor.name, subject, export.span.name)
            likely = {"continuity": 0.75, "exit": 0.3}[subject] * (1.0 if vendor.depth is Depth.ALL else 0.7)
            tested_on = export.span.day(world.chance.share(*names))
            if tested_on < export.until and world.chance.happens(likely, *names, "tested"):
                drawn = world.chance.share(*names, "outcome") - world.trait(vendor, "prepared", tested_on)
                outcome = "pass" if drawn < 0 else "partial" if drawn < 0.2 else "fail"  # noqa: PLR2004
                yield "continuity_test", vendor.name, subject, tested_on, objective, outcome, THIRD


def _claims(export: Export, world: World) -> Iterator[Row]:
    """Yield all verdicts known by the end of a half year: claims are registered one after the other."""
    for name, count in CLAIMED.items():
        vendor = BY_NAME[name]
        for number in range(count):
            names = (name, "claim", number)
            registered_on = world.before(700 - 150 * number - world.chance.whole(0, 60, *names))
            if registered_on >= export.until:
                continue
            drawn = world.chance.share(*names, "verdict")
            upheld = 0.1 + 0.85 * vendor.candid
            verdict = (
                "promise" if registered_on >= export.until - timedelta(days=60)
                else "supported" if drawn < upheld
                else "smaller than claimed" if drawn < upheld + 0.75 * (1 - upheld)
                else "not proven"
            )  # fmt: skip
            claim = CLAIMS[(number + len(name)) % len(CLAIMS)]
            yield "claim_verdict", name, claim, registered_on, verdict, JOINT


def _materials(export: Export, world: World) -> Iterator[Row]:
    for name in MATERIALS:
        vendor = BY_NAME[name]
        candid = world.trait(vendor, "candid", export.until)
        listed = world.chance.whole(80, 420, name, "components")
        matched = world.chance.whole(3, 14, name, export.span.name, "matched")
        for subject, total in (("components", listed), ("vulnerabilities", matched)):
            complete = round(total * min(1.0, 0.5 + 0.5 * candid))
            yield "bill_of_materials", name, vendor.product, subject, complete, total, export.until, TOOL


def _findings(world: World) -> Iterator[Delivery]:
    """Yield, for each report, the list as it stood some months later."""
    for vendor in vendors_with(Depth.MUCH):
        if vendor.depth is Depth.MUCH and not world.chance.happens(0.65, vendor.name, "assessed"):
            continue
        latest = world.chance.whole(FOLLOWED_UP_AFTER + 10, 330, vendor.name, "report")
        for days in (latest, latest + 365) if vendor.depth is Depth.ALL else (latest,):
            on = world.before(days - FOLLOWED_UP_AFTER)
            rows = list(_finding_rows(vendor, days, world))
            name = f"{slug(vendor.name)}-findings-{on:%Y-%m}.csv"
            yield Delivery(on, vendor.name, DemoFile("assessments", name, csv_bytes(FINDINGS_HEADER, rows)))


def _finding_rows(vendor: Vendor, days: int, world: World) -> Iterator[Row]:
    chance = world.chance
    found_on, said_on = world.before(days), world.before(days - FOLLOWED_UP_AFTER)
    report = f"Assessment of {vendor.name}, {found_on.year}"
    for number in range(1, chance.whole(6, 11, vendor.name, report) + 1):
        names = (vendor.name, report, number)
        severity = chance.pick(SEVERITIES, *names)
        due_on = found_on + timedelta(days=DAYS_TO_CLOSE[severity])
        in_time = chance.happens(0.25 + 0.72 * world.trait(vendor, "prepared", found_on), *names, "in time")
        days_off = chance.whole(1, 25, *names, "days")
        closed_on = due_on - timedelta(days=days_off) if in_time else due_on + timedelta(days=days_off)
        yield (
            "assessed_finding", report, f"F-{number:02}", severity, found_on, due_on,
            closed_on if closed_on < said_on else None, chance.pick(TITLES, *names, "title"), THIRD,
        )  # fmt: skip


def _pilots(world: World) -> Iterator[Delivery]:
    header = (
        "kind", "pilot", "registered_on", "decided_on", "criteria_registered", "criteria_supported",
        "criteria_failed", "guardrail_broken", "assurance",
    )  # fmt: skip
    for name, (pilot, registered, decided, criteria, supported, failed, broken) in PILOTS.items():
        on = world.before(decided)
        row = (
            "pilot_result", pilot, world.before(registered), on, criteria, supported, failed, str(broken).lower(),
            JOINT,
        )  # fmt: skip
        file = DemoFile("pilots", f"{slug(name)}-pilot-{slug(pilot)}.csv", csv_bytes(header, [row]))
        yield Delivery(world.before(decided - 2), name, file)
