"""Files brought in by a test, and what the ledger then knows."""

import json
import os
from datetime import timedelta
from pathlib import Path

from detente.evidence.ledger.selectors import facts_about
from detente.evidence.relationships.services.start_relationship import start_relationship
from detente.foundation.jobs.run import run_now
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import NOON
from detente.foundation.uploads import Upload

EVENTS = "time,service,state\n2026-10-01T00:00:00Z,gate,down\n2026-10-01T01:00:00Z,gate,up\n"
LATER = NOON + timedelta(days=1)
MUCH_LATER = NOON + timedelta(days=400)


def bring(actor, *files, at=NOON, **asked):
    """Import files at a moment; a file is a path, or a name with its content."""
    return run_now("imports.import_files", actor=actor, at=at, inputs={"uploads": _uploads(files), **asked})


def give(actor, *files, at=NOON, customer="Halden Bank", **asked):
    """Give files to a customer at a moment, as its vendor."""
    inputs = {"uploads": _uploads(files), "customer": customer, **asked}
    return run_now("imports.give_files", actor=actor, at=at, inputs=inputs)


def _uploads(files):
    return [Upload(one, one.name) if isinstance(one, Path) else one for one in files]


def written(folder: Path, content: str | bytes, name: str = "file.csv") -> Path:
    """Write a file, at the moment of these tests, and return where it is."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (NOON.timestamp(), NOON.timestamp()))
    return path


def started(actor, name: str = "Acme", at=NOON, **more):
    """Start a relationship with a vendor."""
    return start_relationship(actor=actor, at=at, vendor=name, tier=2, **more)


def kev(folder: Path, *entries, released: str = "2026-11-20T12:00:00Z", name: str = "kev.json") -> Path:
    """Write an edition of the catalogue; an entry is (CVE, vendor, day added), and perhaps the product."""
    listed = [
        {
            "cveID": cve,
            "vendorProject": vendor,
            "product": (*rest, "Gate")[0],
            "vulnerabilityName": "n",
            "dateAdded": added,
            "shortDescription": "s",
            "requiredAction": "r",
            "dueDate": added,
            "knownRansomwareCampaignUse": "Unknown",
            "notes": "",
        }
        for cve, vendor, added, *rest in entries
    ]
    whole = {"catalogVersion": "1", "dateReleased": released, "count": len(listed), "vulnerabilities": listed}
    return written(folder, json.dumps(whole), name)


def known(actor, *, known_on, as_of=None, vendors=None):
    """Return the facts that count."""
    with acting_for(actor.organisation, writes=False):
        return list(
            facts_about(vendors, customer=actor.organisation, as_of=as_of or MUCH_LATER, known_on=known_on)
        )


def keys(actor, *, known_on=MUCH_LATER, **more):
    """Return the keys of the facts that count."""
    return sorted(one.key for one in known(actor, known_on=known_on, **more))
