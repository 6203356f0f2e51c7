"""CISA's Known Exploited Vulnerabilities catalogue, as JSON and as CSV, in every edition since 2021."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from detente.formats.csv_reading import CsvRecord, excerpt
from detente.formats.errors import DamagedFile
from detente.formats.format import Absence, Format
from detente.formats.found import Assurance, Findings, Found, Rejected
from detente.formats.records import ExploitedVulnerability
from detente.formats.row_fields import RowFields, UnusableRow, midnight
from detente.formats.source import Source

_FIRST_EDITION = {
    "CVE": "cveID",
    "CVE ID": "cveID",
    "Vendor/Project": "vendorProject",
    "Product": "product",
    "Vulnerability Name": "vulnerabilityName",
    "Date Added to Catalog": "dateAdded",
    "Short Description": "shortDescription",
    "Action": "requiredAction",
    "Required Action": "requiredAction",
    "Due Date": "dueDate",
    "Notes": "notes",
}
"""The column names of the catalogue's first CSV (November 2021) by those of today."""


_NEEDED = ("cveID", "vendorProject", "product", "dateAdded")
_AGAIN = "Download it again from www.cisa.gov/known-exploited-vulnerabilities-catalog."


def _matches_json(source: Source) -> bool:
    found = source.json_object or {}
    entries = found.get("vulnerabilities")
    if not isinstance(entries, list) or "catalogVersion" not in found:
        return False
    return not entries or (isinstance(entries[0], dict) and "cveID" in entries[0])


def _matches_csv(source: Source) -> bool:
    return not _missing(source)


def _missing(source: Source) -> list[str]:
    names = {_FIRST_EDITION.get(name, name) for name in source.header or ()}
    return [name for name in _NEEDED if name not in names]


def _parse_json(source: Source) -> Findings:
    catalogue = RowFields(source.json()).row
    entries, count = catalogue.get("vulnerabilities"), catalogue.get("count")
    if not isinstance(entries, list):
        raise DamagedFile(f"{source.name} is no KEV catalogue: it has no array `vulnerabilities`. {_AGAIN}")
    if count is not None and str(count) != str(len(entries)):
        raise DamagedFile(
            f"{source.name} is cut or altered: its `count` is {str(count)[:60]}, and it has {len(entries)} "
            f"entries. {_AGAIN}"
        )
    return _entries((f"/vulnerabilities/{index}", entry) for index, entry in enumerate(entries))


def _released_at(source: Source) -> datetime | None:
    """Return when the edition was released; the last entry may be older, or have been struck off since."""
    try:
        return RowFields(source.json()).moment_or_none("dateReleased")
    except UnusableRow:
        return None


def _parse_csv(source: Source) -> Findings:
    if missing := _missing(source):
        raise DamagedFile(
            f"{source.name} has {'none' if len(missing) == len(_NEEDED) else 'not all'} of the columns of the KEV "
            f"catalogue: it lacks {', '.join(missing)}. Is it the right file?"
        )
    last: CsvRecord | None = None
    for record in source.records():
        yield from _row(last)
        last = record if isinstance(record, CsvRecord) else None
        if isinstance(record, Rejected):
            yield record
    if last is not None and not _ends_a_line(source):
        reason = f"The file ends here without the end of a line: the row may be cut off. {_AGAIN}"
        yield Rejected(f"line {last.line}", reason, excerpt(list(last.values.values())))
    else:
        yield from _row(last)


def _row(record: CsvRecord | None) -> Findings:
    if record is not None:
        row = {_FIRST_EDITION.get(name, name): value for name, value in record.values.items()}
        yield from _entries(iter([(f"line {record.line}", row)]))


def _ends_a_line(source: Source) -> bool:
    with source.path.open("rb") as file:
        file.seek(max(0, source.path.stat().st_size - 4))
        return file.read().rstrip(b"\0").endswith((b"\n", b"\r"))  # UTF-16 has a zero after it


def _entries(entries: Iterator[tuple[str, Any]]) -> Findings:
    for locator, entry in entries:
        try:
            yield _entry(RowFields(entry), locator)
        except UnusableRow as error:
            csv_row = isinstance(entry, Mapping) and locator.startswith("line")
            yield error.rejected(locator, excerpt(list(entry.values())) if csv_row else entry)


def _entry(entry: RowFields, locator: str) -> Found:
    cve = entry.text("cveID").upper()
    added_on = entry.day("dateAdded")
    vendor = entry.text("vendorProject")
    return Found(
        ExploitedVulnerability(
            cve=cve,
            vendor_project=vendor,
            product=entry.text("product"),
            name=entry.text_or_none("vulnerabilityName") or "",
            added_on=added_on,
            due_on=entry.day_or_none("dueDate"),
            ransomware=True if entry.text_or_none("knownRansomwareCampaignUse") == "Known" else None,
            required_action=entry.text_or_none("requiredAction") or "",
            description=entry.text_or_none("shortDescription") or "",
            notes=entry.text_or_none("notes") or "",
        ),
        vendor=vendor,
        key=cve,
        valid_from=midnight(added_on),
        locator=locator,
    )


FORMATS = (
    Format(
        name="kev-json",
        title="CISA Known Exploited Vulnerabilities (JSON)",
        about="Vulnerabilities that CISA knows to be exploited, with the date by which to fix them.",
        assurance=Assurance.REGULATOR_LISTED,
        matches=_matches_json,
        parse=_parse_json,
        absence=Absence.REMOVED,
        series="cisa-kev",
        edition_of=_released_at,
        media=("json",),
    ),
    Format(
        name="kev-csv",
        title="CISA Known Exploited Vulnerabilities (CSV)",
        about="The same catalogue as a table, in today's columns or those of its first edition.",
        assurance=Assurance.REGULATOR_LISTED,
        matches=_matches_csv,
        parse=_parse_csv,
        absence=Absence.REMOVED,
        series="cisa-kev",
        media=("csv",),
    ),
)
