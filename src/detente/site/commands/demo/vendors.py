"""The forty vendors of the demo programme: who they are, and how they truly are, which their files only hint at."""

from dataclasses import dataclass, field
from enum import IntEnum


class Depth(IntEnum):
    """How much evidence there is of a vendor."""

    NONE = 0
    FIRST_WEEK = 1
    LITTLE = 2
    SOME = 3
    MUCH = 4
    ALL = 5


@dataclass(frozen=True, slots=True)
class Vendor:
    """A fictional vendor. Its traits are shares, 0 to 1, as of today; trends are their rise in a year."""

    name: str
    tier: int
    service: str
    product: str
    delivers: float
    prepared: float
    candid: float
    depth: Depth
    trends: dict[str, float] = field(default_factory=dict)
    notice_hours: int | None = 72
    renews_in_days: int | None = None

    def trait(self, name: str, years_ago: float) -> float:
        """Return a trait some years before today, 0.02 to 0.99."""
        now: float = getattr(self, name)
        return min(0.99, max(0.02, now - self.trends.get(name, 0.0) * years_ago))

    @property
    def domain(self) -> str:
        """Its own name on the web; nobody can register it (RFC 2606)."""
        return f"{self.name.casefold()}.example"

    @property
    def services(self) -> tuple[str, ...]:
        """What a probe watches."""
        first = self.service.split()[0].casefold()
        return (f"{first} console", f"{first} interface") if self.tier == 1 else (f"{first} service",)


RISES = {"candid": 0.25, "delivers": 0.08}
FALLS = {"candid": -0.2, "delivers": -0.14}
MENDS = {"delivers": 0.2}
_A, _M, _S, _L = Depth.ALL, Depth.MUCH, Depth.SOME, Depth.LITTLE

VENDORS = (
    Vendor("Kestrel", 1, "Managed detection", "Kestrel Sensor", 0.86, 0.74, 0.93, _A, RISES, 24, 310),
    Vendor("Aldgate", 1, "Identity", "Aldgate Access", 0.66, 0.84, 0.66, _A, {}, 24, 71),
    Vendor("Brightwater", 1, "Cloud hosting", "Brightwater Compute", 0.84, 0.72, 0.76, _A, {}, 48, 128),
    Vendor("Corvane", 1, "AI triage pilot", "Corvane Triage", 0.08, 0.42, 0.12, _A, FALLS, 72, 38),
    Vendor("Dunmere", 1, "Payments gateway", "Dunmere Gateway", 0.93, 0.8, 0.74, _A, {}, 24, 205),
    Vendor("Eskdale", 1, "Core banking", "Eskdale Ledger", 0.82, 0.82, 0.68, _A, {}, 24, 402),
    Vendor("Fenwick", 1, "Card processing", "Fenwick Switch", 0.95, 0.84, 0.82, _A, {}, 24, 166),
    Vendor("Marlow", 1, "Backup and restore", "Marlow Vault", 0.84, 0.74, 0.78, _A, MENDS, 48, 244),
    Vendor("Quillon", 1, "Key management", "Quillon HSM", 0.88, 0.8, 0.88, _A, {}, 24, 62),
    Vendor("Ashcombe", 2, "Email security", "Ashcombe Mail Guard", 0.72, 0.66, 0.8, _M, {}, 72, 97),
    Vendor("Beckfoot", 2, "Network firewall", "Beckfoot Gate", 0.74, 0.8, 0.68, _M, {}, 72, 222),
    Vendor("Calder", 2, "Web protection", "Calder Edge", 0.72, 0.72, 0.58, _M, {}, 72, 340),
    Vendor("Dovedale", 2, "Log storage", "Dovedale Archive", 0.66, 0.7, 0.7, _M, {}, 72, 27),
    Vendor("Elmhurst", 2, "HR platform", "Elmhurst People", 0.8, 0.7, 0.74, _M, {}, 72, 150),
    Vendor("Farndale", 2, "Data loss prevention", "Farndale Guard", 0.78, 0.76, 0.66, _M, {}, 72, 190),
    Vendor("Grisedale", 2, "Mobile devices", "Grisedale MDM", 0.74, 0.68, 0.6, _M, {}, 72, 281),
    Vendor("Hartwell", 2, "Vulnerability scans", "Hartwell Scanner", 0.6, 0.86, 0.38, _M, {}, 72, 84),
    Vendor("Isham", 2, "Service desk", "Isham Desk", 0.78, 0.68, 0.7, _M, {}, 72, 118),
    Vendor("Jarrow", 2, "Certificates", "Jarrow CA", 0.72, 0.76, 0.66, _M, {}, 48, 260),
    Vendor("Kelling", 2, "Fraud scoring", "Kelling Score", 0.86, 0.74, 0.64, _M, {}, 72, 301),
    Vendor("Langmere", 2, "Customer messaging", "Langmere Notify", 0.88, 0.74, 0.86, _M, {}, 72, 174),
    Vendor("Moorgate", 2, "Document signing", "Moorgate Sign", 0.82, 0.62, 0.68, _M, {}, 72, 330),
    Vendor("Norbury", 2, "Code hosting", "Norbury Forge", 0.55, 0.64, 0.62, _M, {}, 72, 208),
    Vendor("Oakham", 3, "Expenses", "Oakham Claim", 0.6, 0.5, 0.6, _S),
    Vendor("Penhale", 3, "Training", "Penhale Learn", 0.78, 0.58, 0.68, _S),
    Vendor("Ravensby", 3, "Surveys", "Ravensby Ask", 0.86, 0.62, 0.66, _S),
    Vendor("Saltaire", 3, "Print", "Saltaire Print", 0.7, 0.56, 0.64, _S, {}, None),
    Vendor("Tarnbrook", 3, "Video calls", "Tarnbrook Meet", 0.56, 0.6, 0.52, _S),
    Vendor("Ulverton", 3, "Translation", "Ulverton Text", 0.8, 0.74, 0.66, _S),
    Vendor("Verwood", 3, "Travel", "Verwood Trips", 0.76, 0.76, 0.6, _S),
    Vendor("Wansford", 3, "Recruiting", "Wansford Hire", 0.68, 0.62, 0.72, _S),
    Vendor("Yarrow", 3, "Facilities", "Yarrow Site", 0.58, 0.8, 0.8, _L),
    Vendor("Zennor", 3, "Design tools", "Zennor Draw", 0.6, 0.68, 0.7, _L),
    Vendor("Brackley", 3, "Legal research", "Brackley Law", 0.76, 0.54, 0.78, _L),
    Vendor("Coverdale", 3, "Market data", "Coverdale Feed", 0.75, 0.88, 0.74, Depth.FIRST_WEEK),
    Vendor("Denholm", 3, "Archive", "Denholm Store", 0.58, 0.66, 0.68, _L),
    Vendor("Easby", 3, "Parking", "Easby Park", 0.66, 0.6, 0.7, _L),
    Vendor("Foxton", 3, "Catering", "Foxton Table", 0.7, 0.74, 0.58, _L),
    Vendor("Garsdale", 3, "Press cuttings", "Garsdale Clip", 0.54, 0.66, 0.78, _L),
    Vendor("Holmfirth", 3, "Couriers", "Holmfirth Van", 0.7, 0.6, 0.66, Depth.NONE, {}, None),
)
BY_NAME = {one.name: one for one in VENDORS}


def vendors_with(depth: Depth) -> list[Vendor]:
    """Return those of whom there is at least so much evidence."""
    return [one for one in VENDORS if one.depth >= depth]
