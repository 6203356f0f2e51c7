"""The FedRAMP Marketplace, as its JSON was published until 2024 and after.

The old file lists `data.Providers`, the new one `data.Products`, each with the same package ids: the key.

- A status is read without the words around it ("FedRAMP Authorized", "Compliant", "Rev. 5 Authorized"); one
  that is not known is "unknown", and its words are kept. A product that is no longer listed says nothing.
- `issued_on` is the day FedRAMP announced the authorisation (old `Announcement_Date`, new `auth_date`): the
  two agree on 286 of the 291 products that editions of both schemas list as authorised, while the sponsor's
  own date (`Original_Authorization_Date`) was rewritten in two of five rows between 2021 and 2024.
- `expires_on` is the end of the sponsor's authorisation, the only end that the files have. The listing
  outlives it: in the edition of June 2024 it had passed for 73 of the 136 authorised products that state one.
  So `expiry_of` says what ends, and the fact itself has no end.
- A package listed twice keeps its id for the row that says most (authorised before in process).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.formats.errors import DamagedFile
from detente.formats.format import Format
from detente.formats.found import UNDATED, Assurance, Findings, Found, Rejected
from detente.formats.records import Certificate
from detente.formats.row_fields import midnight
from detente.formats.source import Source

_STATUSES = {
    "compliant": "in force",
    "authorized": "in force",
    "authorised": "in force",
    "authorization": "in force",
    "agency authorized": "in force",
    "in process": "in process",
    "ready": "ready",
    "revoked": "withdrawn",
    "withdrawn": "withdrawn",
    "decertified": "withdrawn",
    "removed": "withdrawn",
    "expired": "expired",
}
_RANK = ("in force", "in process", "ready")
_AROUND = re.compile(
    r"fedramp|\brev(?:ision)?\W*\d+\b|\b20x\b|\b(?:low|moderate|high)\b|[\W_]+", re.IGNORECASE
)
_LEVELS = {"high": "High", "moderate": "Moderate", "low": "Low", "li-saas": "LI-SaaS"}
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T[\d:.]+Z?)?")
_IN_PROCESS = ("ip_agency_date", "ip_jab_date", "ip_prog_date", "ip_pmo_date")


@dataclass(frozen=True, slots=True)
class _Listing:
    """One product of either schema, in one shape."""

    pointer: str
    package: str
    vendor: str
    product: str
    words: str
    level: str
    scope: str
    auditor: str
    announced_on: date | None
    in_process_on: date | None
    ready_on: date | None
    expires_on: date | None
    expiry_of: str

    @property
    def status(self) -> str:
        return status(self.words)

    @property
    def stated_on(self) -> date | None:
        """The day since which the status is stated to hold; else the first day the row states."""
        days = {"in force": self.announced_on, "in process": self.in_process_on, "ready": self.ready_on}
        return days.get(self.status) or min((day for day in days.values() if day), default=None)


def status(words: str) -> str:
    """Return what a status of the marketplace means: in force, in process, ready ... or unknown.

    >>> status("FedRAMP Authorized"), status("Compliant"), status("Under Reconsideration")
    ('in force', 'in force', 'unknown')
    """
    return _STATUSES.get(" ".join(_AROUND.sub(" ", words).casefold().split()), "unknown")


def _listings(source: Source) -> Iterator[_Listing | Rejected]:
    found = source.json_object or {}
    content = found.get("data")
    old = content.get("Providers") if isinstance(content, dict) else None
    new = content.get("Products") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not (isinstance(old, list) or isinstance(new, list)):
        raise DamagedFile(
            f"{source.name} has neither data.Providers nor data.Products: is it the right file?"
        )
    ends = _authorisation_ends(content.get("AtoMapping"))
    for list_name, rows in (("Providers", old), ("Products", new)):
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            pointer = f"/data/{list_name}/{index}"
            if not isinstance(row, dict):
                yield Rejected(pointer, "An object was expected: the row cannot be read.", repr(row)[:500])
            else:
                listing = _old(row, pointer) if list_name == "Providers" else _new(row, pointer, ends)
                yield listing if listing.package and listing.vendor else _nameless(listing)


def _nameless(listing: _Listing) -> Rejected:
    missing = "package id" if listing.vendor else "provider"
    return Rejected(
        listing.pointer,
        f"The row has no {missing}, so nobody can tell whose product it is: ask FedRAMP, or add it.",
        f"{listing.vendor} | {listing.product} | {listing.words}"[:500],
    )


def _old(row: Mapping[str, Any], pointer: str) -> _Listing:
    expires_on = _day(row, "Original_Expiration_Date")
    agency = _text(row, "Authorizing_Agency")
    return _Listing(
        pointer=pointer,
        package=_text(row, "Package_ID"),
        vendor=_text(row, "Cloud_Service_Provider_Name"),
        product=_text(row, "Cloud_Service_Provider_Package"),
        words=_text(row, "Designation"),
        level=_level(_text(row, "Impact_Level")),
        scope=_scope(row.get("Service_Model"), _text(row, "Deployment_Model")),
        auditor=_text(row, "Independent_Assessor"),
        announced_on=_day(row, "Announcement_Date") or _day(row, "Original_Authorization_Date"),
        in_process_on=_day(row, "FedRAMP_In-Process_Date"),
        ready_on=_day(row, "Fedramp_Ready_Date"),
        expires_on=expires_on,
        expiry_of=_expiry_of(agency) if expires_on else "",
    )


def _new(row: Mapping[str, Any], pointer: str, ends: Mapping[str, tuple[date, str]]) -> _Listing:
    package = _text(row, "id")
    expires_on, agency = ends.get(package, (None, ""))
    in_process = (_day(row, name) for name in _IN_PROCESS)
    return _Listing(
        pointer=pointer,
        package=package,
        vendor=_text(row, "csp"),
        product=_text(row, "cso") or _text(row, "service_offering"),
        words=_text(row, "status"),
        level=_level(_text(row, "impact_level")),
        scope=_scope(row.get("service_model"), _text(row, "deployment_model")),
        auditor=_text(row, "independent_assessor"),
        announced_on=_day(row, "auth_date") or _day(row, "fedramp_auth"),
        in_process_on=next((day for day in in_process if day), None),
        ready_on=_day(row, "ready_date") or _day(row, "fedramp_ready"),
        expires_on=expires_on,
        expiry_of=_expiry_of(agency) if expires_on else "",
    )


def _authorisation_ends(mapping: object) -> dict[str, tuple[date, str]]:
    """Return the latest end that an agency states for its authorisation of each package."""
    found: dict[str, tuple[date, str]] = {}
    for row in mapping if isinstance(mapping, list) else ():
        if isinstance(row, dict) and (end := _day(row, "exp_date")):
            agency = ", ".join(part for part in (_text(row, "parent"), _text(row, "sub")) if part)
            package = _text(row, "id")
            found[package] = max(found.get(package, (end, agency)), (end, agency))
    return found


def _expiry_of(agency: str) -> str:
    return f"authorisation by {agency}" if agency else "authorisation by an agency"


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day(row: Mapping[str, Any], name: str) -> date | None:
    """Return a day; the words that stand where there is none ("Not Active") are None."""
    found = _DAY.fullmatch(_text(row, name))
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _level(words: str) -> str:
    return _LEVELS.get(words.casefold(), words)


def _scope(models: object, deployment: str) -> str:
    named = models if isinstance(models, list) else [models]
    return "; ".join([*(one for one in named if isinstance(one, str) and one), *filter(None, [deployment])])


def _findings(source: Source) -> Findings:
    listings = list(_listings(source))
    times = Counter(one.package for one in listings if isinstance(one, _Listing))
    kept: dict[str, str] = {}
    for one in listings:
        if isinstance(one, _Listing) and times[one.package] > 1:
            best = kept.setdefault(one.package, one.status)
            kept[one.package] = min(best, one.status, key=_rank)
    used: Counter[str] = Counter()
    for one in listings:
        if isinstance(one, Rejected):
            yield one
            continue
        package = one.package
        if kept.get(package, one.status) != one.status:
            package = f"{package}, {one.status}"
        used[package] += 1
        if used[package] > 1:
            yield Rejected(
                one.pointer,
                f"Package {one.package} is listed {one.words!r} twice: the first row was taken.",
                f"{one.vendor} | {one.product} | {one.words}"[:500],
            )
        else:
            yield _found(one, f"FedRAMP {package}")


def _rank(one: str) -> int:
    return _RANK.index(one) if one in _RANK else len(_RANK)


def _found(one: _Listing, key: str) -> Found:
    return Found(
        record=Certificate(
            scheme="FedRAMP",
            status=one.status,
            product=one.product,
            scope=one.scope,
            level=one.level,
            auditor=one.auditor,
            issued_on=one.announced_on if one.status == "in force" else None,
            expires_on=one.expires_on,
            words=one.words,
            expiry_of=one.expiry_of,
        ),
        vendor=one.vendor,
        key=key,
        valid_from=midnight(one.stated_on) if one.stated_on else UNDATED,
        locator=one.pointer,
    )


def _matches(source: Source) -> bool:
    content = (source.json_object or {}).get("data")
    if not isinstance(content, dict):
        return False
    rows = content.get("Providers", content.get("Products"))
    first = rows[0] if isinstance(rows, list) and rows else None
    return isinstance(first, dict) and ("Package_ID" in first or {"csp", "impact_level"} <= first.keys())


FORMAT = Format(
    name="fedramp-marketplace",
    title="FedRAMP Marketplace, JSON",
    about="The cloud services that the United States' FedRAMP programme lists as authorised, in process or "
    "ready, with impact level, assessor and dates, in the schema until 2024 (Providers) and in the one after "
    "(Products, AtoMapping).",
    assurance=Assurance.REGULATOR_LISTED,
    matches=_matches,
    parse=_findings,
    media=("json",),
)
