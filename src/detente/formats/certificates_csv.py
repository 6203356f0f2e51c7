"""A table of certificates that somebody keeps: ISO/IEC 27001, SOC 2, PCI DSS and the like, one a row.

- Columns are found by what people call them (`_SYNONYMS`); needed are the scheme and one of the dates.
- Dates are read in several styles. 03/04/2025 is read only where another date of the file shows whether
  the day or the month comes first; else the row is rejected.
- A certificate whose auditor is named was assessed by a third party; one without was not, as far as
  anybody can see: self-attested.
- A renewed certificate is another one: the key has the day of issue. It ends at the end of its last day.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from detente.formats.column_names import KIND, column_indexes
from detente.formats.csv_reading import ragged
from detente.formats.date_reading import DayOrder, day_order, read_date
from detente.formats.errors import DamagedFile
from detente.formats.fact_key import fact_key
from detente.formats.format import Format
from detente.formats.found import UNDATED, Assurance, Findings, Found, Rejected
from detente.formats.records import Certificate
from detente.formats.row_fields import UnusableRow, midnight
from detente.formats.source import Source

_SYNONYMS: Mapping[str, Sequence[str]] = {
    "scheme": (
        "scheme",
        "standard",
        "certification",
        "certificate",
        "certificate type",
        "certification type",
        "attestation",
        "framework",
        "report",
    ),
    "vendor": (
        "vendor",
        "vendor name",
        "supplier",
        "supplier name",
        "company",
        "organisation",
        "organization",
        "provider",
        "third party",
        "certified organisation",
        "certified organization",
    ),
    "product": ("product", "service", "service name", "system"),
    "scope": ("scope", "certificate scope", "scope of certification", "scope statement"),
    "auditor": (
        "auditor",
        "certification body",
        "assessor",
        "qsa",
        "audit firm",
        "issued by",
        "issuer",
        "registrar",
        "cpa firm",
        "certified by",
    ),
    "issued": (
        "issued",
        "issued on",
        "issue date",
        "date issued",
        "issued date",
        "report date",
        "certification date",
        "certified on",
        "valid from",
        "date of issue",
        "effective date",
    ),
    "expires": (
        "expires",
        "expires on",
        "expiry",
        "expiry date",
        "expiration",
        "expiration date",
        "valid until",
        "valid to",
        "date of expiry",
        "end date",
    ),
    "status": ("status", "certificate status", "state"),
    "type": ("type", "report type"),
    "level": ("level", "service level", "service provider level", "merchant level"),
    "number": ("certificate number", "certificate no", "certificate id", "number", "reference"),
    "share": ("services in scope", "share in scope", "scope share", "coverage"),
}
_STATUSES = {
    "in force": ("in force", "valid", "active", "current", "certified", "compliant", "issued", "in effect"),
    "in process": ("in process", "in progress", "planned", "pending", "targeted", "underway", "scheduled"),
    "ready": ("ready",),
    "expired": ("expired", "lapsed", "ended"),
    "withdrawn": ("withdrawn", "revoked", "suspended", "cancelled", "canceled", "terminated"),
}
_MEANING = {words: status for status, several in _STATUSES.items() for words in several}
_ISO = re.compile(
    r"ISO\s*(?:/\s*IEC)?\s*[-:]?\s*(\d{4,5})(?:-\d+)?(?:\s*[:-]\s*(?:19|20)\d\d)?", re.IGNORECASE
)
_SOC = re.compile(r"SOC\s*-?\s*([123])\b", re.IGNORECASE)
_SOC_TYPE = re.compile(r"\b(?:type|typ)\s*[-:]?\s*(II|I|2|1)\b", re.IGNORECASE)
_PCI = re.compile(r"PCI(?:\s*-?\s*DSS)?\b", re.IGNORECASE)
_PCI_LEVEL = re.compile(r"level\s*(\d)", re.IGNORECASE)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(%?)")
_IT_SECURITY = "27"  # the ISO standards that are joint with the IEC here


def scheme_name(words: str, *, report_type: str = "") -> str:
    """Return a scheme in one spelling; what is not known stays as it is written.

    >>> scheme_name("ISO 27001:2022"), scheme_name("soc2", report_type="Type 2"), scheme_name("PCI-DSS v4")
    ('ISO/IEC 27001', 'SOC 2 Type II', 'PCI DSS')
    """
    words = " ".join(words.split())
    if found := _ISO.search(words):
        return f"ISO/IEC {found[1]}" if found[1].startswith(_IT_SECURITY) else f"ISO {found[1]}"
    if found := _SOC.search(words):
        kind = (
            _SOC_TYPE.search(words)
            or _SOC_TYPE.search(report_type)
            or _SOC_TYPE.search(f"type {report_type}")
        )
        numeral = {"1": "I", "2": "II"}.get(kind[1], kind[1].upper()) if kind else ""
        return f"SOC {found[1]} Type {numeral}" if numeral else f"SOC {found[1]}"
    return "PCI DSS" if _PCI.match(words) else words


def _columns(header: Sequence[str]) -> dict[str, int] | None:
    found = column_indexes(header, _SYNONYMS)
    return found if "scheme" in found and found.keys() & {"issued", "expires"} else None


def _matches(source: Source) -> bool:
    header = source.header or ()
    columns = _columns(header)
    says_whose = columns is not None and bool(columns.keys() & {"auditor", "status", "scope", "vendor"})
    return says_whose and KIND not in header


def _findings(source: Source) -> Findings:
    rows = source.rows()
    header = next(rows, None)
    columns = _columns(header.values) if header else None
    if header is None or columns is None:
        raise DamagedFile(
            f"{source.name} is no table of certificates: columns for the scheme (or standard) and a day "
            "of issue or expiry are needed."
        )
    order = day_order(_dates(source, columns, len(header.values)))
    places: dict[str, str] = {}
    for row in rows:
        locator = f"line {row.line}"
        if len(row.values) != len(header.values):
            yield ragged(row.line, row.values, len(header.values))
            continue
        cells = {field: " ".join(row.values[place].split()) for field, place in columns.items()}
        if not any(map(str.strip, row.values)):
            continue
        try:
            found = _found(cells, order, locator)
        except UnusableRow as error:
            yield error.rejected(locator, cells)
            continue
        if found.key in places:
            reason = (
                f"The same certificate stands at {places[found.key]}: keep one, or tell them apart by scope."
            )
            yield Rejected(locator, reason, " | ".join(row.values)[:500])
        else:
            places[found.key] = locator
            yield found


def _dates(source: Source, columns: Mapping[str, int], width: int) -> Iterator[str]:
    places = [place for field, place in columns.items() if field in {"issued", "expires"}]
    for row in source.rows():
        if len(row.values) == width:
            yield from (row.values[place] for place in places)


def _found(cells: Mapping[str, str], order: DayOrder, locator: str) -> Found:
    if not cells["scheme"]:
        raise UnusableRow(
            "The row names no scheme: write ISO/IEC 27001, SOC 2 Type II or the like, or delete it."
        )
    issued_on = _day(cells, "issued", order)
    expires_on = _day(cells, "expires", order)
    if issued_on and expires_on and expires_on < issued_on:
        raise UnusableRow(
            f"The certificate expires on {expires_on}, before it was issued on {issued_on}: correct one."
        )
    scheme = scheme_name(cells["scheme"], report_type=cells.get("type", ""))
    auditor = cells.get("auditor", "")
    level = _PCI_LEVEL.search(cells["scheme"])
    status = cells.get("status", "")
    named = (
        [cells.get("number")] if cells.get("number") else [scheme, cells.get("product"), cells.get("scope")]
    )
    return Found(
        record=Certificate(
            scheme=scheme,
            status=_status(status, issued_on),
            product=cells.get("product", ""),
            scope=cells.get("scope", ""),
            level=cells.get("level", "") or (f"Level {level[1]}" if level else ""),
            auditor=auditor,
            issued_on=issued_on,
            expires_on=expires_on,
            services_in_scope=_share(cells.get("share", "")),
            words="; ".join(part for part in (cells["scheme"], cells.get("type"), status) if part),
        ),
        vendor=cells.get("vendor") or None,
        key=fact_key(cells.get("vendor"), *named, str(issued_on or expires_on or "")).casefold(),
        valid_from=midnight(issued_on) if issued_on else UNDATED,
        valid_to=_end_of(expires_on),
        locator=locator,
        assurance=Assurance.THIRD_PARTY_ASSESSED if auditor else Assurance.SELF_ATTESTED,
    )


def _day(cells: Mapping[str, str], field: str, order: DayOrder) -> date | None:
    text = cells.get(field, "")
    if text.casefold() in {"", "n/a", "na", "-", "none", "tbd", "?", "unknown"}:
        return None
    try:
        return read_date(text, order)
    except UnusableRow as error:
        raise UnusableRow(f"The day it {field if field == 'expires' else 'was issued'}: {error}") from error


def _end_of(day: date | None) -> datetime | None:
    """Return the end of the last day; the last day there is, which people write for "never", has none."""
    return None if day is None or day == date.max else midnight(day + timedelta(days=1))


def _status(words: str, issued_on: date | None) -> str:
    """Return the status; where the table has none, what was issued is in force until it expires."""
    if not words:
        return "in force" if issued_on else "unknown"
    return _MEANING.get(words.casefold(), "unknown")


def _share(words: str) -> float | None:
    """Return the share of the services in scope, from "80 %" or "0.8".

    Raises
    ------
    UnusableRow
        It is no share between nothing and all.
    """
    if not words:
        return None
    found = _PERCENT.fullmatch(words)
    share = float(found[1]) / (100 if found[2] else 1) if found else -1.0
    if not 0 <= share <= 1:
        raise UnusableRow(f"The share of services in scope is {words[:60]!r}: write it as 80 % or 0.8.")
    return share


FORMAT = Format(
    name="certificates-csv",
    title="Certificates, CSV",
    about="A table of certificates and attestations (ISO/IEC 27001, SOC 2, PCI DSS and others), one a row, "
    "with vendor, scheme, scope, auditor, days of issue and expiry, and status, under whatever headings are "
    "usual.",
    assurance=Assurance.THIRD_PARTY_ASSESSED,
    matches=_matches,
    parse=_findings,
    media=("csv",),
)
