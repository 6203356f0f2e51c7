"""The VERIS Community Database (VCDB) as a table; or an extract of it that names no victims.

It is coded by volunteers from public reports: by a third party, not by the victim. The whole table has a
column for every value of every field, 1 where it applies.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from detente.formats.csv_reading import ragged
from detente.formats.errors import DamagedFile
from detente.formats.format import Format
from detente.formats.found import Assurance, Findings
from detente.formats.row_fields import UnusableRow
from detente.formats.source import Source
from detente.formats.veris_incident import ACTIONS, Incident, incident_day, whole_number

_YEAR = "timeline.incident.year"
_SET = {"1", "1.0", "true"}
_UNSAID = {"", "0", "0.0", "false", "na"}


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each field is: the columns by their name in small letters, and the groups of flags."""

    names: Sequence[str]
    index: dict[str, int]
    actions: dict[str, int]
    assets: dict[str, int]
    disclosures: dict[str, int]
    certainties: dict[str, int]

    @classmethod
    def of(cls, header: Sequence[str]) -> Self:
        index = {name.strip().casefold(): place for place, name in enumerate(header)}

        def group(start: str) -> dict[str, int]:
            return {
                name.strip()[len(start) :]: place
                for place, name in enumerate(header)
                if name.casefold().startswith(start)
            }

        return cls(
            names=header,
            index=index,
            actions={name: index[f"action.{name}"] for name in ACTIONS if f"action.{name}" in index},
            assets=group("asset.assets.variety."),
            disclosures=group("attribute.confidentiality.data_disclosure."),
            certainties=group("security_incident."),
        )

    @property
    def are_numbered(self) -> bool:
        """Whether each incident has an id."""
        return "incident_id" in self.index and _YEAR in self.index

    @property
    def are_known(self) -> bool:
        """Whether it is the database, or an extract with years."""
        return "hacking" in self.actions and (self.are_numbered or "year" in self.index)


def _matches(source: Source) -> bool:
    return source.header is not None and _Columns.of(source.header).are_known


def _findings(source: Source) -> Findings:
    rows = source.rows()
    header = next(rows, None)
    columns = _Columns.of(header.values if header else ())
    if not columns.are_known:
        raise DamagedFile(f"{source.name} is no VCDB table: it lacks action.Hacking, or an id and a year.")
    same: Counter[str] = Counter()
    for line, values in rows:
        if len(values) != len(columns.names):
            yield ragged(line, values, len(columns.names))
            continue
        try:
            incident = _incident(columns, values) if columns.are_numbered else _extract(columns, values, same)
            yield incident.found(f"line {line}")
        except UnusableRow as error:
            yield error.rejected(f"line {line}", _said(columns, values))


def _said(columns: _Columns, values: Sequence[str]) -> str:
    """Return what a row says, without the hundreds of columns in which it says nothing."""
    pairs = zip(columns.names, values, strict=True)
    return "; ".join(
        f"{name}={value.strip()}" for name, value in pairs if value.strip().casefold() not in _UNSAID
    )


def _text(columns: _Columns, values: Sequence[str], name: str) -> str:
    place = columns.index.get(name)
    return "" if place is None else " ".join(values[place].split())


def _flagged(flags: dict[str, int], values: Sequence[str]) -> str:
    """Return the names of the flags that are set."""
    return ", ".join(name for name, place in flags.items() if values[place].strip().casefold() in _SET)


def _incident(columns: _Columns, values: Sequence[str]) -> Incident:
    identity = _text(columns, values, "incident_id")
    if not identity:
        raise UnusableRow("The row has no incident_id, so it cannot be told from others: give it one.")
    total = _text(columns, values, "attribute.confidentiality.data_total")
    return Incident(
        identity=identity,
        victim=_text(columns, values, "victim.victim_id"),
        day=incident_day(lambda part: _text(columns, values, f"timeline.incident.{part}")),
        records=whole_number(total, "attribute.confidentiality.data_total"),
        category=_flagged(columns.actions, values),
        assets=_flagged(columns.assets, values),
        summary=_text(columns, values, "summary"),
        by_partner=_text(columns, values, "actor.partner").casefold() in _SET,
        data_disclosed=_flagged(columns.disclosures, values).casefold(),
        certainty=_flagged(columns.certainties, values).casefold(),
    )


def _extract(columns: _Columns, values: Sequence[str], same: Counter[str]) -> Incident:
    """Read a row that has neither an id nor a name: it is known by all it says, and by its turn."""
    what = _said(columns, values)
    same[what] += 1
    about = (_text(columns, values, name) for name in ("pattern", "victim.industry.name"))
    return Incident(
        identity=f"{what} ({same[what]})",
        victim="",
        day=incident_day(lambda part: _text(columns, values, part)),
        records=None,
        category=_flagged(columns.actions, values),
        assets="",
        summary=", ".join(filter(None, about)),
        by_partner=False,
        data_disclosed="",
        certainty="",
    )


FORMAT = Format(
    name="vcdb-csv",
    title="VERIS Community Database, CSV",
    about="The VERIS Community Database as a table of one row per incident and one column per value, or an "
    "extract of it with a year, the actions, the industry and the pattern, which names no victims.",
    assurance=Assurance.THIRD_PARTY_ASSESSED,
    matches=_matches,
    parse=_findings,
    media=("csv",),
)
