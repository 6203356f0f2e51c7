"""The database of OpenSSF scorecard-monitor: aggregate scores of many repositories over the years."""

from collections.abc import Iterator
from typing import Any

from detente.formats.format import Format
from detente.formats.found import Assurance, Findings, Found, Rejected
from detente.formats.openssf_scorecard import score_or_none
from detente.formats.records import RepositoryScore
from detente.formats.row_fields import RowFields, UnusableRow
from detente.formats.source import Source


def _matches(source: Source) -> bool:
    level: Any = source.json_object
    for _ in ("platform", "organisation", "repository"):
        level = next(iter(level.values()), None) if isinstance(level, dict) else None
    return isinstance(level, dict) and bool(level) and level.keys() <= {"previous", "current"}


def _parse(source: Source) -> Findings:
    for repository, pointer, entry in _repositories(source.json()):
        if isinstance(entry, Rejected):
            yield entry
            continue
        known: dict[str, Found] = {}
        for locator, score in _scores(entry, pointer):
            try:
                found = _score(repository, RowFields(score), locator)
            except UnusableRow as error:
                yield error.rejected(locator, score)
                continue
            if found.key not in known:  # the current score is the last of the previous ones, too
                known[found.key] = found
            elif known[found.key].record != found.record:
                yield Rejected(
                    locator,
                    f"{found.key} has another score at {known[found.key].locator}: remove the wrong one.",
                    str(score),
                )
        yield from known.values()


def _repositories(value: Any) -> Iterator[tuple[str, str, RowFields | Rejected]]:
    yield from _below(value, ("platform", "organisation", "repository"), ())


def _below(
    value: Any, levels: tuple[str, ...], way: tuple[str, ...]
) -> Iterator[tuple[str, str, RowFields | Rejected]]:
    """Yield what stands below an object, through the levels that are left."""
    pointer = "".join(f"/{_escaped(part)}" for part in way)
    try:
        fields = RowFields(value)
    except UnusableRow as error:
        yield "/".join(way), pointer, error.rejected(pointer, value)
        return
    if not levels:
        yield "/".join(way), pointer, fields
    else:
        for name, below in fields.row.items():
            yield from _below(below, levels[1:], (*way, name))


def _scores(entry: RowFields, pointer: str) -> Iterator[tuple[str, Any]]:
    for index, score in enumerate(entry.items("previous")):
        yield f"{pointer}/previous/{index}", score
    if entry.row.get("current"):
        yield f"{pointer}/current", entry.row["current"]


def _score(repository: str, score: RowFields, locator: str) -> Found:
    scored_at = score.moment("date")
    return Found(
        RepositoryScore(
            repository=repository, score=score_or_none(score), commit=score.text_or_none("commit") or ""
        ),
        vendor=None,
        key=f"{repository} {scored_at:%Y-%m-%dT%H:%M:%SZ}",
        valid_from=scored_at,
        locator=locator,
    )


def _escaped(part: str) -> str:
    """Return a key as RFC 6901 writes it in a JSON pointer."""
    return part.replace("~", "~0").replace("/", "~1")


FORMAT = Format(
    name="scorecard-monitor",
    title="OpenSSF scorecard-monitor database (JSON)",
    about="Present and previous aggregate scores of repositories, kept by the scorecard-monitor action.",
    assurance=Assurance.TOOL_MEASURED,
    matches=_matches,
    parse=_parse,
    media=("json",),
)
