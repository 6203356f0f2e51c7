"""The bank's register of certificates, a quarter at a time: ISO/IEC 27001, SOC 2 and PCI DSS."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from detente.site.commands.demo.deliveries import Delivery, DemoFile, csv_bytes
from detente.site.commands.demo.spans import Export, exports
from detente.site.commands.demo.vendors import Depth, Vendor, vendors_with
from detente.site.commands.demo.world import World

HEADER = (
    "Vendor", "Certification", "Type", "Scope", "Certification body", "Certificate number", "Issued", "Expires",
    "Status", "Services in scope",
)  # fmt: skip
BODIES = ("Norrland Assurance", "Tesh & Vale LLP", "Calloway Audit", "Harrow Assessors")
WRITTEN = {"Kestrel": "KESTREL, Inc.", "Fenwick": "Fenwick plc", "Quillon": "Quillon SA"}
A_YEAR = 365
LAPSES_IN = {("Kestrel", "ISO 27001:2022"): 18, ("Dovedale", "SOC 2"): 41, ("Jarrow", "ISO 27001:2022"): 29}
LAPSED = {("Brightwater", "SOC 2"): 10}
ONLY = {
    "Brightwater": ("SOC 2",),
    "Corvane": ("ISO 27001:2022",),
    "Fenwick": ("ISO 27001:2022", "PCI DSS 4.0"),
    "Dunmere": ("ISO 27001:2022", "SOC 2", "PCI DSS 4.0"),
    "Norbury": ("SOC 2",),
    "Oakham": ("ISO 27001:2022",),
    "Saltaire": (),
    "Foxton": ("ISO 27001:2022",),
    "Easby": (),
    "Garsdale": (),
    "Denholm": (),
}
NARROW = {"Corvane": 40, "Hartwell": 70, "Moorgate": 80, "Oakham": 60}


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate that is issued anew each year: after an audit of surveillance, or for the next period."""

    vendor: Vendor
    scheme: str
    ends_on: date
    """The last day of the latest one."""

    def issued_on(self, on: date) -> date:
        """Return when the one of a day was issued, or the latest one where nothing came after it."""
        latest = self.ends_on - timedelta(days=A_YEAR - 1)
        back = max(0, -(-(latest - on).days // A_YEAR))
        return latest - timedelta(days=A_YEAR * back)


def deliveries(world: World) -> Iterator[Delivery]:
    """Yield the register at the end of each quarter, and as it is now."""
    held = [
        one
        for vendor in vendors_with(Depth.LITTLE)
        for scheme in ONLY.get(vendor.name, ("ISO 27001:2022", "SOC 2"))
        if (one := _held(vendor, scheme, world))
    ]
    every = list(exports(world.periods(months=3), world.today))
    for export in every:
        rows = [_row(one, export, world) for one in held]
        if export is every[-2]:
            rows.append(_impossible(export))
        name = f"certificates-{export.span.name}.csv"
        yield Delivery(export.arrives_on, None, DemoFile("registers", name, csv_bytes(HEADER, rows)))


def _held(vendor: Vendor, scheme: str, world: World) -> Held | None:
    names = (vendor.name, scheme)
    if names in LAPSED:
        return Held(vendor, scheme, world.before(LAPSED[names]))
    days = LAPSES_IN.get(names) or world.chance.whole(95, 355, *names, "lapses")
    surely = vendor.name in ONLY or vendor.depth >= Depth.MUCH or scheme.startswith("ISO")
    wanted = surely or world.chance.happens(0.4, *names)
    return Held(vendor, scheme, world.before(-days)) if wanted else None


def _row(one: Held, export: Export, world: World) -> tuple[object, ...]:
    issued_on = one.issued_on(export.arrives_on)
    is_report = one.scheme.startswith("SOC")
    share = NARROW.get(one.vendor.name, 100)
    number = f"{one.scheme[:3].upper()}-{world.chance.token(6, one.vendor.name, one.scheme)}".upper()
    return (
        WRITTEN.get(one.vendor.name, one.vendor.name),
        one.scheme,
        "Type II" if is_report else "",
        f"{one.vendor.service}, as supplied to customers in Europe",
        world.chance.pick(BODIES, one.vendor.name, one.scheme),
        number,
        issued_on,
        issued_on + timedelta(days=A_YEAR - 1),
        "Valid",
        f"{share} %",
    )


def _impossible(export: Export) -> tuple[object, ...]:
    """Return a row that contradicts itself: it ends before it begins."""
    on = export.span.starts_on
    return (
        "Isham", "ISO 22301:2019", "", "Service desk", BODIES[2], "ISO-TYPO", on, on - timedelta(days=300),
        "Valid", "100 %",
    )  # fmt: skip
