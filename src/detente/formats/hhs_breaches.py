r"""Breaches of health records of 500 people or more, as the US Office for Civil Rights (HHS OCR) lists them.

Three shapes are in circulation: the portal's own export, whose first and last-but-one headers are the names
of Java objects (`javax.faces.component.UIPanel@4aeff997`, different in every export); the same table with
its headings ("Name of Covered Entity"); and copies with snake_case headers and true/false. Dates are
2024-12-03, 8/29/2017 or 08/29/2017: the month comes first. Descriptions hold bare carriage returns and
backslashes, which are no part of the text.

The register has no number for a breach, and revises how many people it affected: a breach is known by
entity, state and day of submission; where these are the same for several, by the number affected too.
A row that stands twice, word for word, is one breach. `\N`, which a database writes where it has nothing, says
nothing here either.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from detente.formats.column_names import plain
from detente.formats.date_reading import DayOrder, read_date
from detente.formats.errors import DamagedFile
from detente.formats.fact_key import fact_key
from detente.formats.format import Format
from detente.formats.found import Assurance, Findings, Found, PassedOver, Rejected
from detente.formats.records import Breach
from detente.formats.row_fields import UnusableRow, midnight
from detente.formats.source import Source

_FACES = "javax.faces.component"
_NAMELESS = ("name of covered entity", "business associate present")  # the headings the export loses
_NEEDED = {"name of covered entity", "individuals affected", "breach submission date", "type of breach"}
_CATEGORIES = {
    "hacking/it incident": "hacking",
    "unauthorized access/disclosure": "unauthorized access",
}
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_NOTHING = r"\N"  # as a database exports NULL
_REPEATED = PassedOver("repeat an earlier one, word for word, and count once with it")
_DIGITS = 15
_JUNK = re.compile(r"[\s\\]+$|\\(?=[\r\n])")

_Row = Mapping[str, str]


def _names(header: Sequence[str]) -> list[str]:
    """Return the headings in small letters; what the export lost is put back in its place."""
    lost = iter(_NAMELESS)
    return [next(lost, "") if cell.strip().startswith(_FACES) else plain(cell) for cell in header]


def _matches(source: Source) -> bool:
    return source.header is not None and set(_names(source.header)) >= _NEEDED


def _findings(source: Source) -> Findings:
    header = source.header or ()
    names = _names(header)
    if not set(names) >= _NEEDED:
        raise DamagedFile(
            f"{source.name} is no table of HHS breaches: it lacks {', '.join(sorted(_NEEDED - set(names)))}."
        )
    times = Counter(_key(_said(names, row.values)) for row in source.rows())
    met: dict[str, set[tuple[str, ...]]] = {}
    for row in source.records():
        if isinstance(row, Rejected):
            yield row
            continue
        values = _said(names, row.values.values())
        locator = f"line {row.line}"
        key = _key(values)
        if times[key] > 1:
            texts = tuple(text.strip() for text in values.values())
            key = f"{key}, {values['individuals affected'].strip() or 'number unknown'}"
            earlier = met.setdefault(key, set())
            if texts in earlier:
                yield _REPEATED
                continue
            earlier.add(texts)
            key = f"{key} ({len(earlier)})" if len(earlier) > 1 else key
        try:
            yield _found(values, fact_key(key), locator)
        except UnusableRow as error:
            yield error.rejected(locator, values)


def _said(names: Sequence[str], cells: Iterable[str]) -> _Row:
    """Return what a row says by its headings."""
    return {name: "" if cell.strip() == _NOTHING else cell for name, cell in zip(names, cells, strict=False)}


def _key(row: _Row) -> str:
    parts = (row.get("name of covered entity"), row.get("state"), _day_or_text(row))
    return ", ".join(" ".join(str(part or "").casefold().split()) for part in parts)


def _day_or_text(row: _Row) -> str:
    text = row.get("breach submission date", "")
    try:
        return str(read_date(text, DayOrder.MONTH_FIRST))
    except UnusableRow:
        return text


def _found(row: _Row, key: str, locator: str) -> Found:
    entity = " ".join(row["name of covered entity"].split())
    if not entity:
        raise UnusableRow("The row names no covered entity: add it, or delete the row.")
    reported_on = read_date(row["breach submission date"], DayOrder.MONTH_FIRST)
    return Found(
        record=Breach(
            entity=entity,
            reported_on=reported_on,
            records=_people(row["individuals affected"]),
            category=_category(row["type of breach"]),
            assets=row.get("location of breached information", "").strip(),
            summary=" ".join(_JUNK.sub("", row.get("web description", "")).split()),
            supplier_involved=_YES_NO.get(row.get("business associate present", "").strip().casefold()),
        ),
        vendor=entity,
        key=key,
        valid_from=midnight(reported_on),
        locator=locator,
    )


def _people(text: str) -> int | None:
    """Return how many people were affected; None where the register does not say."""
    digits = text.strip().replace(",", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS):
        raise UnusableRow(
            f"Individuals affected is {text.strip()[:60]!r}, which is no whole number of people: correct it."
        )
    return int(digits)


def _category(text: str) -> str:
    """Return the kinds of breach in the words of this product, in the order of the register.

    >>> _category("Hacking/IT Incident, Theft")
    'hacking, theft'
    """
    kinds = [part.strip().casefold() for part in text.split(",") if part.strip()]
    return ", ".join(dict.fromkeys(_CATEGORIES.get(kind, kind) for kind in kinds))


FORMAT = Format(
    name="hhs-breaches",
    title="HHS OCR breach portal, CSV",
    about="Breaches of protected health information of 500 people or more that were reported to the Office "
    "for Civil Rights of the US Department of Health and Human Services, as its portal exports them or as "
    "copies with plain headings.",
    assurance=Assurance.REGULATOR_LISTED,
    matches=_matches,
    parse=_findings,
    media=("csv",),
)
