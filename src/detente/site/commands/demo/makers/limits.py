"""Limits of services: those that vendors told, as they told them, and those that the bank ran into."""

from collections.abc import Iterator
from dataclasses import dataclass

from detente.site.commands.demo.deliveries import Delivery, DemoFile, csv_bytes, slug
from detente.site.commands.demo.makers.questionnaires import answered_yes
from detente.site.commands.demo.vendors import Depth, vendors_with
from detente.site.commands.demo.world import World

JOINT = "jointly measured"
HEADER = ("kind", "limit", "told", "on", "material", "contradicts", "compensating_control", "assurance")
USUAL = (
    "Reports are a day old", "No support at night for tier 2 tickets", "Export is limited to one year",
    "Logs of administrators are kept for 90 days", "No separate test tenant",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit, and how many days ago it was told or found."""

    vendor: str
    words: str
    days: int
    told: bool = True
    instead: str = ""
    contradicted: int = 0
    """How many of the vendor's own answers of yes it shows to be wrong."""


STORIES = (
    Limit("Kestrel", "The night shift was two people, not four", 278, told=False),
    Limit(
        "Kestrel",
        "Linux servers report every 15 minutes, not live",
        236,
        instead="Hourly comparison by the bank",
    ),
    Limit("Kestrel", "Rules for mail gateways are in trial until spring", 171),
    Limit("Kestrel", "Memory is not searched on laptops with encrypted sleep", 118),
    Limit("Kestrel", "One analyst alone knows the payment rules", 64, instead="A deputy is in training"),
    Limit(
        "Kestrel", "We do not see inside container hosts", 13, instead="The bank's own sensor watches them"
    ),
    Limit("Corvane", "Prompts are kept for 400 days; the contract says 30", 132, told=False, contradicted=7),
    Limit(
        "Corvane", "Alerts in other languages than English are closed unread", 96, told=False, contradicted=4
    ),
    Limit("Corvane", "A subprocessor abroad reads samples of cases", 47, told=False, contradicted=11),
    Limit("Aldgate", "Single sign-on fails over by hand", 190, told=False),
    Limit("Aldgate", "Sessions of the old portal cannot be ended from afar", 90),
    Limit("Marlow", "Restores of databases over 4 TB need a week's notice", 205),
    Limit("Marlow", "Immutable copies exist in one region alone", 75, instead="A second copy at the bank"),
    Limit("Quillon", "Key ceremonies need two people on site", 320),
    Limit("Quillon", "The cluster in the north has no spare module", 140),
    Limit("Quillon", "Firmware updates stop signing for 20 minutes", 44),
    Limit("Fenwick", "Chargebacks of gift cards are settled by hand", 260),
    Limit("Fenwick", "Fraud rules are shared by all banks", 121),
    Limit("Brightwater", "One availability zone shares its cooling with another", 215),
    Limit("Hartwell", "Scans skip hosts that answer slowly", 66, told=False),
)


def deliveries(world: World) -> Iterator[Delivery]:
    """Yield a file for each limit, two days after it was told or found."""
    for one in (*STORIES, *_usual(world)):
        on = world.before(one.days)
        contradicts = (
            answered_yes(one.vendor, world, most=40)[:: max(1, 40 // one.contradicted)]
            if one.contradicted
            else []
        )
        row = (
            "disclosure", one.words, str(one.told).lower(), on, "true", " ".join(contradicts), one.instead, JOINT,
        )  # fmt: skip
        name = f"{slug(one.vendor)}-limit-{'told' if one.told else 'found'}-{on}.csv"
        yield Delivery(
            world.before(one.days - 2), one.vendor, DemoFile("limits", name, csv_bytes(HEADER, [row]))
        )


def _usual(world: World) -> Iterator[Limit]:
    named = {one.vendor for one in STORIES}
    for vendor in vendors_with(Depth.MUCH):
        if vendor.name in named:
            continue
        for number in range(world.chance.count(2.2 * vendor.candid - 0.4, vendor.name, "limits")):
            names = (vendor.name, "limit", number)
            words = USUAL[(len(vendor.name) + number) % len(USUAL)]
            days = world.chance.whole(30, 330, *names)
            yield Limit(vendor.name, words, days, told=world.chance.happens(vendor.candid, *names, "told"))
