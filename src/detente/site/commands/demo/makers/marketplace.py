"""A public list of authorised cloud services in the shape of the FedRAMP Marketplace: the old one, then the new."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from detente.site.commands.demo.deliveries import Delivery, DemoFile, json_bytes
from detente.site.commands.demo.spans import exports
from detente.site.commands.demo.vendors import BY_NAME
from detente.site.commands.demo.world import World

LISTED = (
    "Ashcombe", "Quillon", "Elmhurst", "Jarrow", "Coverdale", "Tarnbrook", "Zennor", "Farndale", "Langmere",
)  # fmt: skip
STRANGERS = (
    "Arden Cloud", "Bexhill Systems", "Carrow Data", "Deane Networks", "Elstow", "Frome Analytics",
    "Gourock Health", "Hythe Learning", "Ivel Mapping", "Jura Search", "Kyle Forms", "Lomond Archive",
)  # fmt: skip
AGENCIES = ("Agency of Harbours", "Bureau of Archives", "Office of Public Mail")
ASSESSORS = ("Harrow Assessors", "Norrland Assurance")
STAGES = ("Ready", "In Process", "Authorized")
A_STAGE = timedelta(days=300)
NEW_SHAPE_DAYS = 730  # editions younger than that have the new shape


@dataclass(frozen=True, slots=True)
class Product:
    """A listed product, and the days on which it took each step."""

    package: str
    vendor: str
    name: str
    level: str
    agency: str
    assessor: str
    ready_on: date

    def days(self, on: date) -> list[date | None]:
        """Return when it became ready, in process and authorised; None where that is yet to come."""
        steps = (self.ready_on + A_STAGE * place for place in range(len(STAGES)))
        return [one if one <= on else None for one in steps]


def deliveries(world: World) -> Iterator[Delivery]:
    """Yield an edition each half year."""
    listed = [_product(name, world) for name in (*LISTED, *STRANGERS)]
    for export in exports(world.periods(months=6), world.today):
        there = [one for one in listed if one.ready_on <= export.until]
        make = _old if export.until < world.before(NEW_SHAPE_DAYS) else _new
        name = f"marketplace-{export.until}.json"
        edition = {
            "meta": {"Created_Date": f"{export.until}", "Note": "Fictional, for the demo programme."},
            "data": make(there, export.until),
        }
        yield Delivery(export.arrives_on, None, DemoFile("public-lists", name, json_bytes(edition)))


def _product(vendor: str, world: World) -> Product:
    chance = world.chance
    known = BY_NAME.get(vendor)
    earliest = 750 if known else 200
    return Product(
        package=f"FR{chance.whole(10**9, 10**10 - 1, vendor, 'package')}",
        vendor=vendor,
        name=known.product if known else f"{vendor} Platform",
        level=chance.pick(("Low", "Moderate", "Moderate", "High"), vendor, "level"),
        agency=chance.pick(AGENCIES, vendor, "agency"),
        assessor=chance.pick(ASSESSORS, vendor, "assessor"),
        ready_on=world.before(chance.whole(earliest, 1900, vendor, "ready")),
    )


def _old(listed: list[Product], on: date) -> dict[str, object]:
    rows = []
    for one in listed:
        ready, in_process, authorised = one.days(on)
        designation = "Compliant" if authorised else "In Process" if in_process else "FedRAMP Ready"
        rows.append(
            {
                "Cloud_Service_Provider_Name": one.vendor,
                "Cloud_Service_Provider_Package": one.name,
                "Package_ID": one.package,
                "Designation": designation,
                "Impact_Level": one.level,
                "Service_Model": ["SaaS"],
                "Deployment_Model": "Public Cloud",
                "Authorizing_Agency": one.agency,
                "Independent_Assessor": one.assessor,
                "Fedramp_Ready_Date": _moment(ready),
                "FedRAMP_In-Process_Date": _moment(in_process),
                "Announcement_Date": _moment(authorised),
            }
        )
    return {"Providers": rows}


def _new(listed: list[Product], on: date) -> dict[str, object]:
    rows, mapping = [], []
    for one in listed:
        ready, in_process, authorised = one.days(on)
        rows.append(
            {
                "id": one.package,
                "csp": one.vendor,
                "cso": one.name,
                "status": f"FedRAMP {STAGES[sum(day is not None for day in (in_process, authorised))]}",
                "impact_level": one.level,
                "service_model": ["SaaS"],
                "deployment_model": "Public Cloud",
                "independent_assessor": one.assessor,
                "ready_date": _moment(ready),
                "ip_agency_date": _moment(in_process),
                "auth_date": _moment(authorised),
            }
        )
        if authorised:
            ends = authorised + timedelta(days=3 * 365)
            mapping.append({"id": one.package, "parent": one.agency, "sub": "", "exp_date": _moment(ends)})
    return {"Products": rows, "AtoMapping": mapping}


def _moment(day: date | None) -> str:
    return f"{day}T00:00:00.000Z" if day else ""
