"""Public lists of breaches, in the shapes of the HHS portal and of VERIS, and the bank's log of notices."""

from collections.abc import Iterator
from datetime import date

from detente.site.commands.demo.deliveries import Delivery, DemoFile, csv_bytes, json_bytes
from detente.site.commands.demo.spans import Export, exports
from detente.site.commands.demo.vendors import BY_NAME
from detente.site.commands.demo.world import World

HHS = (
    "Name of Covered Entity", "State", "Covered Entity Type", "Individuals Affected", "Breach Submission Date",
    "Type of Breach", "Location of Breached Information", "Business Associate Present", "Web Description",
)  # fmt: skip
STATES = ("ME", "VT", "OR", "WY", "ND")
TYPES = (
    "Hacking/IT Incident",
    "Theft",
    "Loss",
    "Unauthorized Access/Disclosure",
    "Hacking/IT Incident, Theft",
)
PLACES = ("Network Server", "Email", "Laptop", "Paper/Films")
STRANGERS = (
    "Aberlour Clinic", "Bracken Dental Group", "Cuillin Health Plan", "Dornoch Pharmacy", "Earn Valley Hospital",
    "Forfar Imaging", "Galloway Home Care",
)  # fmt: skip
CORVANE_RECORDS = 1_243_180
CORVANE_FOUND_DAYS, CORVANE_TOLD_DAYS = 74, 63
TOLD = {  # vendor: days ago, records, hours, hours agreed, share of ours
    "Fenwick": (160, 4_120, 19, 24, 0.01),
    "Ravensby": (236, 41_200, 96, 72, 0.06),
    "Aldgate": (515, 880, 20, 24, 0.0),
}
HEADER = (
    "kind", "vendor", "entity", "reported_on", "discovered_on", "records", "category", "summary", "told_by_vendor",
    "notice_hours", "agreed_notice_hours", "share_of_our_records", "assurance",
)  # fmt: skip


def deliveries(world: World) -> Iterator[Delivery]:
    """Yield the public lists a year at a time, and notices as they came."""
    for export in exports(world.periods(months=12), world.today):
        name = f"breach-portal-{export.span.name}.csv"
        content = csv_bytes(HHS, _portal(export, world))
        yield Delivery(export.arrives_on, None, DemoFile("public-lists", name, content))
        incidents = [_incident(export, number, world) for number in range(5)]
        name = f"community-incidents-{export.span.name}.json"
        yield Delivery(export.arrives_on, None, DemoFile("public-lists", name, json_bytes(incidents)))
    yield from _notices(world)
    yield _found_by_the_bank(world)


def _portal(export: Export, world: World) -> Iterator[tuple[object, ...]]:
    chance = world.chance
    for name in STRANGERS:
        for number in range(chance.whole(0, 2, name, export.span.name)):
            day = export.span.day(chance.share(name, export.span.name, number))
            if day < export.until:
                people = chance.whole(500, 90_000, name, export.span.name, number, "people")
                yield _portal_row(name, "Healthcare Provider", people, day, world)
    ravensby = world.before(TOLD["Ravensby"][0] - 30)
    if export.span.starts_on <= ravensby < export.until:
        yield _portal_row("Ravensby Ltd", "Business Associate", TOLD["Ravensby"][1], ravensby, world)
    corvane = world.before(CORVANE_TOLD_DAYS - 20)
    if export.span.starts_on <= corvane < export.until:
        yield _portal_row("Corvane, Inc.", "Business Associate", CORVANE_RECORDS, corvane, world)


def _portal_row(name: str, kind: str, people: int, day: date, world: World) -> tuple[object, ...]:
    pick = world.chance.pick
    return (
        name, pick(STATES, name), kind, people, f"{day:%m/%d/%Y}", pick(TYPES, name, day), pick(PLACES, name, day),
        "Yes" if kind == "Business Associate" else "No", "Fictional, for the demo programme.",
    )  # fmt: skip


def _incident(export: Export, number: int, world: World) -> dict[str, object]:
    chance, names = world.chance, (export.span.name, "incident", number)
    victim = chance.pick(("Easby", *STRANGERS), *names)
    day = export.span.day(0.8 * chance.share(*names, "day"))
    disclosed = chance.pick(("No", "Potentially"), *names, "disclosed")
    return {
        "incident_id": chance.token(32, *names).upper(),
        "schema_version": "1.3.7",
        "security_incident": "Suspected" if victim == "Easby" else "Confirmed",
        "summary": f"{victim} closed a service for a day. Fictional, for the demo programme.",
        "victim": {"victim_id": victim, "country": ["NO"]},
        "actor": {"external": {"variety": ["Unknown"]}},
        "action": {"hacking": {"variety": ["Unknown"], "vector": ["Unknown"]}},
        "asset": {"assets": [{"variety": "S - Web application"}]},
        "attribute": {"confidentiality": {"data_disclosure": "No" if victim == "Easby" else disclosed}},
        "timeline": {"incident": {"year": day.year, "month": day.month}},
    }


def _notices(world: World) -> Iterator[Delivery]:
    for name, (days, records, hours, agreed, share) in TOLD.items():
        on = world.before(days)
        row = (
            "breach", name, name, on, on, records, "hacking", "An account of support staff was taken over.",
            "true", hours, agreed, share, "jointly measured",
        )  # fmt: skip
        file = f"breach-notice-{name.casefold()}-{on}.csv"
        yield Delivery(world.before(days - 4), None, DemoFile("notices", file, csv_bytes(HEADER, [row])))


def _found_by_the_bank(world: World) -> Delivery:
    """The bank finds its own records for sale; eleven days later Corvane tells of them."""
    found, told = world.before(CORVANE_FOUND_DAYS), world.before(CORVANE_TOLD_DAYS)
    row = (
        "breach", "Corvane", "Corvane", found, found, CORVANE_RECORDS, "hacking",
        f"Found by the bank's own watch of forums; Corvane told of it on {told}.", "false",
        (told - found).days * 24, BY_NAME["Corvane"].notice_hours, 0.31, "jointly measured",
    )  # fmt: skip
    name = f"breach-found-corvane-{found}.csv"
    return Delivery(told, None, DemoFile("notices", name, csv_bytes(HEADER, [row])))
