"""The bank's own probe, as Upptime writes it: checks of each service, and what Corvane's own probe claims."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from detente.site.commands.demo.deliveries import Delivery, DemoFile, csv_bytes, slug
from detente.site.commands.demo.spans import Export, exports
from detente.site.commands.demo.vendors import BY_NAME, Depth, Vendor, vendors_with
from detente.site.commands.demo.world import Outage, World, as_text, at_midnight

HEADER = ("time", "service", "state", "code", "response_ms")
UP, DOWN = 200, 503
AGAIN = timedelta(minutes=20)  # a check that still says down
SHOWN_MONTHLY = ("Kestrel", "Corvane")
FILES_OF_A_YEAR = 12
Check = tuple[datetime, str, str, int, int | None]


def deliveries(world: World) -> Iterator[Delivery]:
    """Yield the exports of the probe: the more a vendor matters, the more often."""
    for vendor in vendors_with(Depth.SOME):
        for export in _exports(vendor, world):
            yield _delivery(vendor, export, _checks(vendor, export, world))
    yield _what_corvane_sent(world)


def _exports(vendor: Vendor, world: World) -> Iterator[Export]:
    a_year_ago = world.before(365)
    if vendor.depth is Depth.SOME:
        yield from exports(world.periods(months=12), world.today)
        return
    if vendor.depth is Depth.MUCH:
        older = [one for one in world.periods(months=12) if one.ends_on <= world.before(400)]
        lately = [one for one in world.periods(months=6) if one.starts_on >= older[-1].ends_on]
        yield from exports([*older, *lately], world.today)
        return
    quarters = world.periods(months=3)
    yield from exports(quarters, world.today)
    if vendor.name in SHOWN_MONTHLY:
        for month in world.periods(months=1):
            quarter = next(one for one in quarters if one.starts_on <= month.starts_on < one.ends_on)
            arrives_on = month.ends_on + timedelta(days=1)
            ends_within = quarter.starts_on < month.ends_on < quarter.ends_on
            if ends_within and month.starts_on >= a_year_ago and arrives_on <= world.before(3):
                yield Export(quarter, month.ends_on, arrives_on)


def _delivery(vendor: Vendor, export: Export, checks: Sequence[Check]) -> Delivery:
    name = f"{slug(vendor.name)}-probe-{export.span.name}"
    if export.until < export.span.ends_on:
        name += f"-until-{export.until}"
    return Delivery(
        export.arrives_on, vendor.name, DemoFile("probe", f"{name}.csv", csv_bytes(HEADER, _rows(checks)))
    )


def _rows(checks: Sequence[Check]) -> Iterator[tuple[object, ...]]:
    for moment, service, state, code, milliseconds in checks:
        yield as_text(moment), service, state, code, milliseconds


def _checks(vendor: Vendor, export: Export, world: World) -> list[Check]:
    until = at_midnight(export.until)
    found: list[Check] = []
    for service in vendor.services:
        outages = [one for one in world.outages(vendor, service, export.span) if one.starts_at < until]
        usual = world.chance.whole(60, 400, vendor.name, service, "milliseconds")
        found += _daily(service, export.span.starts_on, export.until, outages, usual, world)
        for one in outages:
            found.append((one.starts_at, service, "down", DOWN, None))
            if one.starts_at + AGAIN < min(one.ends_at, until):
                found.append((one.starts_at + AGAIN, service, "down", DOWN, None))
            if one.ends_at <= until:
                found.append((one.ends_at, service, "up", UP, usual * 2))
    return sorted(found, key=lambda one: (one[0], one[1]))


def _daily(
    service: str, first: date, until: date, outages: Sequence[Outage], usual: int, world: World
) -> Iterator[Check]:
    """Yield a check at each midnight, the last one included: it shows how long somebody looked."""
    for number in range((until - first).days + 1):
        moment = at_midnight(first + timedelta(days=number))
        if any(one.starts_at <= moment < one.ends_at for one in outages):
            yield moment, service, "down", DOWN, None
        else:
            slower = world.chance.whole(0, usual // 4, service, moment)
            yield moment, service, "up", UP, usual + slower


def _what_corvane_sent(world: World) -> Delivery:
    """A vendor sends what an outside service saw once a day of the last year: nothing but up."""
    corvane = BY_NAME["Corvane"]
    first, until = world.before(365), world.before(20)
    checks = [one for service in corvane.services for one in _daily(service, first, until, (), 110, world)]
    content = csv_bytes(HEADER, _rows(sorted(checks, key=lambda one: (one[0], one[1]))))
    return Delivery(
        world.before(18),
        corvane.name,
        DemoFile("from-vendors", "corvane-uptime-by-an-outside-service.csv", content),
    )
