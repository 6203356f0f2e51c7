"""Atlassian Statuspage: the incidents that a vendor posted about itself (`/api/v2/incidents.json`).

Planned maintenance is no outage and is passed over. Minor is slow or partial, and none is a
notice: neither is time down. Who calls an incident so while a part of it has an outage was down all the same: major.
"""

from datetime import datetime

from detente.formats.format import Format
from detente.formats.found import Assurance, Findings, Found, PassedOver
from detente.formats.records import Outage
from detente.formats.row_fields import RowFields, UnusableRow
from detente.formats.source import Source

_ENDED = {"resolved", "postmortem"}
_PLANNED = "maintenance"
_NOT_DOWN = {"none", "minor"}
_OUTAGES = {"partial_outage", "major_outage"}
_MAINTENANCE = PassedOver("tell of planned maintenance, which is no outage")


def _matches(source: Source) -> bool:
    found = source.json_object or {}
    page = found.get("page")
    return isinstance(found.get("incidents"), list) and isinstance(page, dict) and "name" in page


def _parse(source: Source) -> Findings:
    whole = RowFields(source.json())
    page = whole.within("page").text_or_none("name")
    for index, incident in enumerate(whole.items("incidents")):
        locator = f"/incidents/{index}"
        try:
            fields = RowFields(incident)
            planned = fields.text_or_none("impact") == _PLANNED
            yield _MAINTENANCE if planned else _outage(fields, page, locator)
        except UnusableRow as error:
            yield error.rejected(locator, incident)


def _outage(incident: RowFields, page: str | None, locator: str) -> Found:
    started_at = incident.moment_or_none("started_at") or incident.moment("created_at")
    ended_at = _ended_at(incident)
    if ended_at is not None and ended_at < started_at:
        raise UnusableRow(f"It ends ({ended_at}) before it starts ({started_at}): correct one of them.")
    return Found(
        Outage(
            service=", ".join(_components(incident)) or page or "",
            started_at=started_at,
            ended_at=ended_at,
            measured_by="status page",
            title=incident.text_or_none("name") or "",
            impact=_impact(incident),
        ),
        vendor=page,
        key=incident.text("id"),
        valid_from=started_at,
        locator=locator,
    )


def _ended_at(incident: RowFields) -> datetime | None:
    """Return when it was resolved, by its own field or by the first update that says so."""
    if ended_at := incident.moment_or_none("resolved_at"):
        return ended_at
    if incident.text_or_none("status") not in _ENDED:
        return None
    updates = (RowFields(update) for update in incident.items("incident_updates"))
    ends = [update.moment("created_at") for update in updates if update.text_or_none("status") in _ENDED]
    if not ends:
        raise UnusableRow("It is resolved, and nothing says when: add resolved_at.")
    return min(ends)


def _impact(incident: RowFields) -> str | None:
    """Return what the incident is called; major where it is called less and a part of it had an outage."""
    impact = incident.text_or_none("impact")
    parts = [
        RowFields(part)
        for update in incident.items("incident_updates")
        for part in RowFields(update).items("affected_components")
    ]
    states = {part.text_or_none(name) for part in parts for name in ("old_status", "new_status")}
    return "major" if impact in _NOT_DOWN and states & _OUTAGES else impact


def _components(incident: RowFields) -> list[str]:
    """Return the names of the parts that it says are affected, each once, in the order of the file."""
    named = [RowFields(part).text_or_none("name") for part in incident.items("components")]
    for update in incident.items("incident_updates"):
        parts = RowFields(update).items("affected_components")
        named += [RowFields(part).text_or_none("name") for part in parts]
    return [name for name in dict.fromkeys(named) if name]


FORMAT = Format(
    name="statuspage",
    title="Atlassian Statuspage incidents (JSON)",
    about="Incidents that a vendor posted on its own status page: they can only count against it.",
    assurance=Assurance.SELF_ATTESTED,
    matches=_matches,
    parse=_parse,
    against_only=True,
    media=("json",),
)
