"""What the services achieved: agreed KPIs in pairs, and how many used them, a quarter at a time."""

from collections.abc import Iterator
from itertools import chain

from detente.site.commands.demo.deliveries import Delivery
from detente.site.commands.demo.makers.register_rows import Row, registers
from detente.site.commands.demo.spans import Export
from detente.site.commands.demo.vendors import Depth, Vendor, vendors_with
from detente.site.commands.demo.world import World

PAIRS = (
    (
        "time and care",
        ("Minutes until somebody acts", 30.0, False, "minutes"),
        ("Wrong actions taken back", 4.0, False, "a month"),
    ),
    (
        "work and rework",
        ("Changes delivered in time", 92.0, True, "%"),
        ("Changes that failed", 6.0, False, "%"),
    ),
)
HEADER = (
    "kind", "vendor", "metric", "pair", "service", "starts_on", "ends_on", "actual", "target", "higher_is_better",
    "active", "agreed", "unit", "assurance",
)  # fmt: skip


def deliveries(world: World) -> Iterator[Delivery]:
    """Yield one register of both."""
    yield from registers(
        "results", HEADER, world, lambda export: chain(_kpis(export, world), _use(export, world))
    )


def _kpis(export: Export, world: World) -> Iterator[Row]:
    for vendor in vendors_with(Depth.MUCH):
        if vendor.depth is Depth.MUCH and not world.chance.happens(0.7, vendor.name, "has KPIs"):
            continue
        pairs = PAIRS if vendor.depth is Depth.ALL else PAIRS[1:]
        for pair, *measures in pairs:
            for metric, target, higher, unit in measures:
                actual = _actual(vendor, metric, target, export, world, higher=higher)
                yield (
                    "kpi_result", vendor.name, metric, pair, None, export.span.starts_on, export.until, actual, target,
                    str(higher).lower(), None, None, unit, "jointly measured",
                )  # fmt: skip


def _actual(
    vendor: Vendor, metric: str, target: float, export: Export, world: World, *, higher: bool
) -> float:
    """Return a value that meets its target the surer, the better the vendor delivers."""
    delivers = world.trait(vendor, "delivers", export.span.starts_on)
    drawn = world.chance.share(vendor.name, metric, export.span.name) - 0.5
    attained = 0.45 + 0.62 * delivers + 0.16 * drawn
    return round(min(100.0, target * attained) if higher else target / attained, 1)


def _use(export: Export, world: World) -> Iterator[Row]:
    for vendor in vendors_with(Depth.LITTLE):
        if vendor.depth is Depth.LITTLE and not world.chance.happens(0.5, vendor.name, "counts use"):
            continue
        agreed = 50 * world.chance.whole(2, 80, vendor.name, "agreed")
        delivers = world.trait(vendor, "delivers", export.span.starts_on)
        share = min(
            1.05, 0.42 + 0.6 * delivers + 0.1 * world.chance.share(vendor.name, "use", export.span.name)
        )
        yield (
            "usage", vendor.name, None, None, vendor.service, export.span.starts_on, export.until, None, None, None,
            round(agreed * share), agreed, "people", "tool-measured",
        )  # fmt: skip
