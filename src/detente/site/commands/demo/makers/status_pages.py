"""Status pages of tier 1, as Statuspage gives them: a candid vendor posts what happened, another hardly does."""

from collections.abc import Iterator
from datetime import timedelta

from detente.site.commands.demo.deliveries import Delivery, DemoFile, json_bytes, slug
from detente.site.commands.demo.spans import Export, exports
from detente.site.commands.demo.vendors import Depth, Vendor, vendors_with
from detente.site.commands.demo.world import Outage, World, as_text, at_midnight

POSTED_LATE = timedelta(minutes=9)
SHORT_MINUTES = 30
LONG_MINUTES = 240


def deliveries(world: World) -> Iterator[Delivery]:
    """Yield the page of each vendor of tier 1, as somebody saved it each year."""
    for vendor in vendors_with(Depth.ALL):
        for export in exports(world.periods(months=12), world.today):
            name = f"{slug(vendor.name)}-incidents-{export.span.name}.json"
            yield Delivery(
                export.arrives_on,
                vendor.name,
                DemoFile("status-pages", name, json_bytes(_page(vendor, export, world))),
            )


def _page(vendor: Vendor, export: Export, world: World) -> dict[str, object]:
    until = at_midnight(export.until)
    outages = [
        one
        for service in vendor.services
        for one in world.outages(vendor, service, export.span)
        if one.ends_at <= until
    ]
    posted = [one for one in outages if _is_posted(vendor, one, world)]
    return {
        "page": {
            "id": world.chance.token(12, vendor.name, "page"),
            "name": vendor.name,
            "url": f"https://status.{vendor.domain}",
            "time_zone": "Etc/UTC",
            "updated_at": as_text(until),
        },
        "incidents": [
            _incident(vendor, one, world)
            for one in sorted(posted, key=lambda one: one.starts_at, reverse=True)
        ],
    }


def _is_posted(vendor: Vendor, outage: Outage, world: World) -> bool:
    candid = world.trait(vendor, "candid", outage.starts_at.date())
    hidden = outage.minutes > SHORT_MINUTES and candid < 0.5  # noqa: PLR2004
    return not hidden and world.chance.happens(0.2 + 0.8 * candid, vendor.name, outage.starts_at, "posted")


def _incident(vendor: Vendor, outage: Outage, world: World) -> dict[str, object]:
    number = world.chance.token(12, vendor.name, outage.service, outage.starts_at)
    begun = outage.starts_at + POSTED_LATE
    impact = (
        "minor"
        if outage.minutes <= SHORT_MINUTES
        else "major"
        if outage.minutes <= LONG_MINUTES
        else "critical"
    )
    component = {"id": world.chance.token(12, vendor.name, outage.service), "name": outage.service}
    updates = (
        ("resolved", outage.ends_at, "It works again."),
        ("investigating", begun, "We are looking into it."),
    )
    return {
        "id": number,
        "name": f"{outage.service.capitalize()} does not answer",
        "status": "resolved",
        "impact": impact,
        "created_at": as_text(begun),
        "started_at": as_text(outage.starts_at),
        "resolved_at": as_text(outage.ends_at),
        "shortlink": f"https://status.{vendor.domain}/{number}",
        "components": [component],
        "incident_updates": [
            {
                "id": world.chance.token(12, number, status),
                "status": status,
                "created_at": as_text(moment),
                "body": body,
                "affected_components": [{"code": component["id"], "name": component["name"]}],
            }
            for status, moment, body in updates
        ],
    }
