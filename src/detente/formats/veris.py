"""Incidents in VERIS as JSON: one incident, or an array of them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from detente.formats.errors import DamagedFile
from detente.formats.format import Format
from detente.formats.found import Assurance, Findings
from detente.formats.row_fields import UnusableRow
from detente.formats.source import Source
from detente.formats.veris_incident import ACTIONS, Incident, incident_day, whole_number

_INCIDENT = re.compile(rb'"security_incident"\s*:\s*"')


def _matches(source: Source) -> bool:
    return source.is_json and bool(_INCIDENT.search(source.head)) and b'"victim"' in source.head


def _findings(source: Source) -> Findings:
    value = source.json()
    if isinstance(value, dict):
        last = sum(1 for _ in source.lines())
        places: Iterator[tuple[str, object]] = iter([(f"lines 1 to {last}", value)])
    elif isinstance(value, list):
        places = ((f"/{index}", one) for index, one in enumerate(value))
    else:
        raise DamagedFile(f"{source.name} holds no VERIS incident, but {str(value)[:60]}.")
    for locator, incident in places:
        try:
            yield _incident(incident).found(locator)
        except UnusableRow as error:
            yield error.rejected(locator, incident)


def _incident(written: object) -> Incident:
    root = _part(written)
    identity = _text(root, "incident_id")
    if not identity:
        raise UnusableRow("The incident has no incident_id, so it cannot be told from others: give it one.")
    confidentiality = _part(_part(root.get("attribute")).get("confidentiality"))
    action = _part(root.get("action"))
    return Incident(
        identity=identity,
        victim=_text(_part(root.get("victim")), "victim_id"),
        day=incident_day(_part(_part(root.get("timeline")).get("incident")).get),
        records=_amount(confidentiality),
        category=", ".join(name for name in ACTIONS if name in action),
        assets=_varieties(_part(root.get("asset")).get("assets")),
        summary=_text(root, "summary"),
        by_partner="partner" in _part(root.get("actor")),
        data_disclosed=_text(confidentiality, "data_disclosure").casefold(),
        certainty=_text(root, "security_incident").casefold(),
    )


def _part(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _amount(confidentiality: Mapping[str, Any]) -> int | None:
    """Return the number of records: the total, or the amount of the only kind of data there is."""
    if (total := whole_number(confidentiality.get("data_total"), "data_total")) is not None:
        return total
    kinds = confidentiality.get("data")
    if isinstance(kinds, list) and len(kinds) == 1:
        return whole_number(_part(kinds[0]).get("amount"), "amount")
    return None


def _varieties(assets: object) -> str:
    named = [_text(_part(one), "variety") for one in assets] if isinstance(assets, list) else []
    return ", ".join(dict.fromkeys(filter(None, named)))


FORMAT = Format(
    name="veris-json",
    title="VERIS incident, JSON",
    about="An incident, or an array of them, in VERIS, the language of Verizon's Data Breach Investigations "
    "Report and of the VERIS Community Database: victim, date as far as it is known, actions, assets, and "
    "whether data was disclosed.",
    assurance=Assurance.THIRD_PARTY_ASSESSED,
    matches=_matches,
    parse=_findings,
    media=("json",),
)
