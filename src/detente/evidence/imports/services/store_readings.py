"""Store what files said: the part of an import that writes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from detente.evidence.imports.contracts import Asked, ImportReport, Outcome
from detente.evidence.imports.models import ImportedFile, ImportRun, RejectedRow
from detente.evidence.imports.selectors import report_of
from detente.evidence.imports.services.read_file import Reading
from detente.evidence.imports.services.tell_of_import import tell_of_import
from detente.evidence.ledger.contracts import Arrival, Receipt
from detente.evidence.ledger.services.append_document import Incoming, Whose, append_document
from detente.evidence.relationships.selectors import VendorDirectory, vendor_directory
from detente.formats.format import Absence
from detente.foundation.access import Actor
from detente.foundation.tenancy import Visibility

MOST_NAMES = 200
A_MOMENT = timedelta(seconds=1)
BY_VENDOR = "The vendor made this file: each of its facts is self-attested."
GIVEN = "Both sides see it, and each of its facts is self-attested."
NOTHING_OF_USE = "No row of it can be used: nothing of this file was given."
OUTCOMES = {
    Arrival.ADDED: Outcome.ADDED,
    Arrival.SAME_FILE: Outcome.SAME_FILE,
    Arrival.SAME_CONTENT: Outcome.SAME_CONTENT,
}


@dataclass(frozen=True, slots=True)
class NotRead:
    """A file that could not be used, and why."""

    name: str
    message: str


def store_readings(
    *, actor: Actor, at: datetime, readings: Sequence[Reading | NotRead], asked: Asked
) -> ImportReport:
    """Store all readings of an import, or none; the caller holds the transaction and its audit entry.

    Parameters
    ----------
    at : datetime
        Now, as the clock has it.
    readings : sequence of Reading or NotRead
        The files in the order they were given.
    asked : Asked
        How they are to be taken.
    """
    directory = vendor_directory(customer=asked.customer)
    held = _why_held(readings) if asked.all_or_nothing else ""
    run = ImportRun.objects.create(
        customer_id=asked.customer,
        vendor_id=actor.organisation if asked.given else None,
        visibility=Visibility.VENDOR if asked.given else Visibility.CUSTOMER,
        asked_at=at,
        asked_by_id=actor.person,
        all_or_nothing=asked.all_or_nothing,
    )
    for one in readings:
        if isinstance(one, NotRead):
            ImportedFile.objects.create(
                **_own(run), name=one.name, outcome=Outcome.UNUSABLE.value, message=one.message
            )
        else:
            whose = _attribution(one, asked, directory)
            receipt = (
                None
                if held or _is_of_no_use(one, asked)
                else append_document(actor=actor, at=at, incoming=_incoming(one, whose, asked))
            )
            _keep(run, one, whose, receipt, directory, asked, held)
    report = report_of(run)
    tell_of_import(report=report, asked=asked, actor=actor, at=at)
    return report


def _why_held(readings: Sequence[Reading | NotRead]) -> str:
    """Return why none of them is stored where all or nothing was asked for; nothing where all are good."""
    unread = [one.name for one in readings if isinstance(one, NotRead)]
    if unread:
        more = f" and {len(unread) - 1:,} more" if len(unread) > 1 else ""
        return (
            f"Nothing was stored, since {unread[0]}{more} could not be read and all or nothing was asked for."
        )
    if any(one.rejected for one in readings if isinstance(one, Reading)):
        return "Nothing was stored, since rows were rejected and all or nothing was asked for."
    return ""


def _own(run: ImportRun) -> dict[str, object]:
    return {"run": run, **_parties(run)}


def _parties(run: ImportRun) -> dict[str, object]:
    return {"customer_id": run.customer_id, "vendor_id": run.vendor_id, "visibility": run.visibility}


def _is_of_no_use(reading: Reading, asked: Asked) -> bool:
    """Return whether a vendor gives rows of which it may give none: the file then stays its own."""
    return asked.given and not reading.facts and reading.rejected > 0


def _keep(
    run: ImportRun,
    reading: Reading,
    whose: dict[str | None, Whose],
    receipt: Receipt | None,
    directory: VendorDirectory,
    asked: Asked,
    held: str,
) -> None:
    """Write down what became of a file."""
    waiting = {name: n for name, n in reading.written.items() if whose[name].vendor is None}
    file = ImportedFile.objects.create(
        **_own(run),
        name=reading.source.name,
        outcome=_outcome(reading, receipt, asked).value,
        format=reading.format.name,
        message=_message(reading, receipt, run.asked_at, asked, held),
        document_id=receipt.document if receipt else None,
        facts=reading.facts,
        rejected=reading.rejected,
        unattributed=sum(waiting.values()),
        editions=asdict(receipt.editions) if receipt and receipt.editions else None,
        names=[
            [name, facts, directory.suggestion(name)]
            for name, facts in sorted(waiting.items(), key=lambda one: (-one[1], str(one[0])))[:MOST_NAMES]
            if name is not None
        ],
    )
    RejectedRow.objects.bulk_create(
        RejectedRow(
            **_parties(run),
            file=file,
            locator=one.locator,
            reason=one.reason,
            excerpt=one.excerpt,
        )
        for one in reading.rejections
    )


def _outcome(reading: Reading, receipt: Receipt | None, asked: Asked) -> Outcome:
    if receipt is not None:
        return OUTCOMES[receipt.arrival]
    return Outcome.UNUSABLE if _is_of_no_use(reading, asked) else Outcome.HELD_BACK


def _attribution(reading: Reading, asked: Asked, directory: VendorDirectory) -> dict[str | None, Whose]:
    """Return whose facts they are, by the name that the file writes.

    What a vendor gives is about itself: no row that names another is among it. A file that names nobody, or one vendor
    alone, is about the vendor that the importer says; where it names several, each name is looked up, and what the
    importer says holds for the rows that name none.
    """
    about = asked.about
    if about is not None and (asked.given or len(set(reading.written) - {None}) <= 1):
        return dict.fromkeys(reading.written, Whose(about))
    return {
        name: Whose(about) if name is None else Whose(directory.vendor_of(name), directory.is_by_hand(name))
        for name in reading.written
    }


def _incoming(reading: Reading, whose: dict[str | None, Whose], asked: Asked) -> Incoming:
    source, format_ = reading.source, reading.format
    made = " given by it" if asked.given else " by the vendor" if asked.by_vendor else ""
    about = f"{asked.about} {asked.private}{made}{_written(reading)}"
    request = (source.sha256, source.name, format_.name, asked.mapping, about)
    is_list = format_.absence is Absence.REMOVED
    list_of = "" if asked.about is None else f" about {asked.about}"
    return Incoming(
        path=source.path,
        name=source.name,
        sha256=source.sha256,
        bytes=source.path.stat().st_size,
        content_hash=sha256(f"{reading.content_hash} {about}".encode()).hexdigest(),
        request_hash=sha256("\x1f".join(request).encode()).hexdigest(),
        format=format_,
        series=f"{format_.series or format_.name}{list_of}{made}" if is_list else "",
        edition_at=reading.edition_at,
        rejected=reading.rejected,
        rows=reading.chunks,
        written=reading.written,
        whose=whose,
        private=asked.private,
        customer=asked.customer,
        mapping=asked.mapping,
    )


def _written(reading: Reading) -> str:
    """Return when the file was written, where that is told beside it and dates what it says."""
    told = reading.source.written_at or reading.source.beside_at
    return f" written {told}" if told and (reading.undated or reading.format.dated_beside) else ""


def _message(reading: Reading, receipt: Receipt | None, at: datetime, asked: Asked, held: str) -> str:
    said: list[str] = []
    if receipt is None and _is_of_no_use(reading, asked):
        return NOTHING_OF_USE
    if asked.by_vendor:
        said.append(GIVEN if asked.given else BY_VENDOR)
    if receipt is None:
        said.append(held)
    if reading.undated and receipt and receipt.arrival is Arrival.ADDED:
        said.append(_about_dates(reading))
    said += [f"Rows that {why}: {rows:,}." for why, rows in reading.passed_over.items()]
    if reading.rejected > len(reading.rejections):
        said.append(f"The first {len(reading.rejections)} of {reading.rejected} rejected rows are kept.")
    if receipt and receipt.arrival is Arrival.ADDED:
        said += _about_editions(reading, receipt)
        if receipt.known_at - at >= A_MOMENT:
            said.append(
                f"The clock stands at {at:%Y-%m-%d %H:%M} UTC, before the last record: known since "
                f"{receipt.known_at:%Y-%m-%d %H:%M} UTC."
            )
    return " ".join(said)


def _about_dates(reading: Reading) -> str:
    several = "1 fact carries" if reading.undated == 1 else f"{reading.undated:,} facts carry"
    stand = "it stands" if reading.undated == 1 else "they stand"
    source = "as you say" if reading.source.written_at else "as far as this machine knows"
    said = f"{several} no date in the file: {stand} at {reading.dated:%-d %B %Y}, the day it was written {source}."
    if reading.format.dated_beside:
        said += " Nobody is taken to have watched until then: say when it was written."
    return said


def _about_editions(reading: Reading, receipt: Receipt) -> list[str]:
    said = []
    if receipt.struck_since is not None:
        said.append(
            "An edition of the same day or later, known already, does not list all of these entries: "
            f"{receipt.struck_since:,} count no longer."
        )
    if receipt.editions and reading.rejected:
        said.append("Rows were rejected, so nothing counts as removed: what is missing may be among them.")
    elif not reading.facts and reading.format.absence is Absence.REMOVED:
        said.append("It lists nothing at all, so it is no edition: nothing counts as removed.")
    return said
