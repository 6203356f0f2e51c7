"""What the ledger holds of a relationship, or of one side alone, each text of it a canary."""

import json
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from detente.evidence.ledger.models import Document, Evidence, Observation, RemovedKey, Retraction, StruckLine
from detente.formats.found import Assurance
from detente.foundation.file_store import keep_file
from detente.foundation.tenancy import Visibility
from detente.foundation.tests.ground import Ground
from detente.foundation.tests.people import NOON

NEEDS = ["evidence.relationships"]


def plant(ground: Ground) -> None:
    both = ground.customer and ground.vendor and ground.visibility == Visibility.SHARED
    for retracted, given in ((False, both), (False, False), (True, False)):
        of = ground.keep(document(ground, given=given))
        line = ground.keep(evidence(ground, of))
        ground.keep(
            RemovedKey.objects.create(
                **ground.parties, document=of, kind="outage", key=ground.word("a removed key")
            )
        )
        ground.keep(
            Observation.objects.create(
                **ground.parties,
                document=of,
                name=ground.word("name of a file that was seen again"),
                sha256=ground.word("hash of a file that was seen again"),
                seen_at=NOON,
                received_by_id=ground.person,
            )
        )
        ground.keep(
            StruckLine.objects.create(
                **ground.parties,
                document=of,
                position=0,
                kind=line.kind,
                key=line.key,
                facts=line.facts,
                at=NOON,
                by_id=ground.person,
                reason=ground.word("reason why a line was struck"),
            )
        )
        if retracted:
            ground.keep(
                Retraction.objects.create(
                    **ground.parties,
                    document=of,
                    at=NOON,
                    by_id=ground.person,
                    reason=ground.word("reason of a retraction"),
                )
            )


def document(ground: Ground, *, given: bool) -> Document:
    brought_by = ground.vendor if given else ground.customer or ground.vendor
    content = f"time,service,state\n{ground.word('line of a file')},gate,down\n".encode()
    digest = sha256(content).hexdigest()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        keep_file(path, digest)
    return Document.objects.create(
        **ground.parties,
        name=ground.word("name of a document"),
        format="upptime-events",
        sha256=digest,
        content_hash=ground.word("content hash"),
        request_hash=ground.word("request hash"),
        bytes=len(content),
        assurance=Assurance.TOOL_MEASURED,
        against_only=False,
        private=False,
        known_at=NOON,
        received_from_id=brought_by,
        received_by_id=ground.people[brought_by],
        series=ground.word("a series"),
        edition_at=NOON,
        facts=1,
        rejected=0,
        mapping=ground.word("a mapping"),
    )


def evidence(ground: Ground, of: Document) -> Evidence:
    said = {
        "service": ground.word("service of an outage"),
        "started_at": "2026-10-01T00:00:00+00:00",
        "ended_at": None,
        "measured_by": "probe",
        "title": ground.word("title of an outage"),
        "impact": None,
    }
    return Evidence.objects.create(
        **ground.parties,
        document=of,
        position=0,
        kind="outage",
        key=ground.word("key of a fact"),
        written=ground.word("name of a vendor as written"),
        valid_from=NOON,
        assurance=Assurance.TOOL_MEASURED,
        facts=json.dumps(said, separators=(",", ":")),
        locator="line 2",
    )


def values() -> dict[str, list[object]]:
    return {"position": [0]}
