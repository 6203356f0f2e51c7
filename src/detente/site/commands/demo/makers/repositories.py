"""Results of OpenSSF Scorecard on repositories that some vendors publish, as the bank's analyst ran it."""

from collections.abc import Iterator
from datetime import date, timedelta

from detente.site.commands.demo.deliveries import Delivery, DemoFile, json_bytes, slug
from detente.site.commands.demo.spans import exports
from detente.site.commands.demo.vendors import BY_NAME, Vendor
from detente.site.commands.demo.world import World

REPOSITORIES = {
    "Kestrel": "kestrel-sensor", "Quillon": "quillon-pkcs11", "Norbury": "norbury-runner",
    "Marlow": "marlow-agent", "Corvane": "corvane-sdk", "Ashcombe": "ashcombe-filter",
}  # fmt: skip
CHECKS = (
    "Binary-Artifacts", "Branch-Protection", "CI-Tests", "CII-Best-Practices", "Code-Review", "Contributors",
    "Dangerous-Workflow", "Dependency-Update-Tool", "Fuzzing", "License", "Maintained", "Packaging",
    "Pinned-Dependencies", "SAST", "Security-Policy", "Signed-Releases", "Token-Permissions", "Vulnerabilities",
)  # fmt: skip
NOT_SCORED = -1
OFTEN_NOT_SCORED = {"Signed-Releases", "Packaging", "Branch-Protection"}
HIGHEST = 10


def deliveries(world: World) -> Iterator[Delivery]:
    """Yield a run on each repository every year, and one of last month."""
    for name, repository in REPOSITORIES.items():
        vendor = BY_NAME[name]
        days = {export.arrives_on for export in exports(world.periods(months=12), world.today)}
        for on in sorted({*days, world.before(33)}):
            file = f"{slug(repository)}-scorecard-{on}.json"
            content = json_bytes(_result(vendor, repository, on, world))
            yield Delivery(on, name, DemoFile("repositories", file, content))


def _result(vendor: Vendor, repository: str, on: date, world: World) -> dict[str, object]:
    checks = [_check(vendor, one, on, world) for one in CHECKS]
    scored = [one["score"] for one in checks if isinstance(one["score"], int) and one["score"] >= 0]
    name = f"code.example/{slug(vendor.name)}/{repository}"
    return {
        "date": f"{on - timedelta(days=1)}T21:30:00Z",
        "repo": {"name": name, "commit": world.chance.token(40, name, on)},
        "scorecard": {"version": "v5.0.0", "commit": "unknown"},
        "score": round(sum(scored) / len(scored), 1),
        "checks": checks,
        "metadata": None,
    }


def _check(vendor: Vendor, name: str, on: date, world: World) -> dict[str, object]:
    chance = world.chance
    if name in OFTEN_NOT_SCORED and chance.happens(0.3, vendor.name, name):
        score, reason = NOT_SCORED, "no releases found"
    else:
        usual = world.trait(vendor, "candid", on) * HIGHEST
        score = min(HIGHEST, max(0, round(usual + chance.whole(-3, 3, vendor.name, name))))
        reason = f"{score} of {HIGHEST} points"
    return {
        "name": name,
        "score": score,
        "reason": reason,
        "details": None,
        "documentation": {"short": f"Checks {name}.", "url": "https://code.example/checks"},
    }
