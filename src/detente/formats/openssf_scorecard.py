"""OpenSSF Scorecard results: the JSON of `scorecard --format json` and of api.securityscorecards.dev."""

from datetime import datetime

from detente.formats.format import Format
from detente.formats.found import Assurance, Findings, Found
from detente.formats.records import CheckScore, RepositoryScore
from detente.formats.row_fields import RowFields, UnusableRow
from detente.formats.source import Source

CRITICAL, HIGH, MEDIUM, LOW = 10.0, 7.5, 5.0, 2.5
WEIGHTS = {
    "Binary-Artifacts": HIGH,
    "Branch-Protection": HIGH,
    "CI-Tests": LOW,
    "CII-Best-Practices": LOW,
    "Code-Review": HIGH,
    "Contributors": LOW,
    "Dangerous-Workflow": CRITICAL,
    "Dependency-Update-Tool": HIGH,
    "Fuzzing": MEDIUM,
    "License": LOW,
    "Maintained": HIGH,
    "Packaging": MEDIUM,
    "Pinned-Dependencies": MEDIUM,
    "SAST": MEDIUM,
    "SBOM": MEDIUM,
    "Security-Policy": MEDIUM,
    "Signed-Releases": HIGH,
    "Token-Permissions": HIGH,
    "Vulnerabilities": HIGH,
    "Webhooks": CRITICAL,
}
"""The weight of each check's risk level (OpenSSF Scorecard, docs/checks.md, "Aggregate Score")."""

UNLISTED = MEDIUM
"""The weight of a check that is newer than the list."""

NOT_SCORED = -1
MOST = 10


def score_or_none(fields: RowFields) -> float | None:
    """Return a score, 0 to 10, or None where Scorecard could not score it (-1).

    Raises
    ------
    UnusableRow
        It is no score that Scorecard gives.
    """
    score = fields.number("score")
    if score == NOT_SCORED:
        return None
    if not 0 <= score <= MOST:
        raise UnusableRow(f"The score is {score:g}; Scorecard gives 0 to 10, or -1 for none.")
    return score


def _matches(source: Source) -> bool:
    found = source.json_object or {}
    return {"repo", "scorecard", "checks"} <= found.keys() and isinstance(found["checks"], list)


def _parse(source: Source) -> Findings:
    whole = RowFields(source.json())
    try:
        repo = whole.within("repo")
        repository, commit = repo.text("name"), repo.text_or_none("commit") or ""
        measured_at = whole.moment("date")
    except UnusableRow as error:
        yield error.rejected("/repo", whole.row.get("repo"))
        return
    version = whole.within("scorecard").text_or_none("version") or ""
    if whole.row.get("score") is not None:
        try:
            yield Found(
                RepositoryScore(repository=repository, score=score_or_none(whole), commit=commit),
                vendor=None,
                key=f"{repository} {measured_at:%Y-%m-%dT%H:%M:%SZ}",
                valid_from=measured_at,
                locator="/score",
            )
        except UnusableRow as error:
            yield error.rejected("/score", whole.row["score"])
    for index, check in enumerate(whole.items("checks")):
        try:
            yield _check(RowFields(check), repository, commit, version, measured_at, f"/checks/{index}")
        except UnusableRow as error:
            yield error.rejected(f"/checks/{index}", check)


def _check(
    check: RowFields, repository: str, commit: str, version: str, measured_at: datetime, locator: str
) -> Found:
    name = check.text("name")
    return Found(
        CheckScore(
            repository=repository,
            check=name,
            score=score_or_none(check),
            weight=WEIGHTS.get(name, UNLISTED),
            commit=commit,
            reason=check.text_or_none("reason") or "",
            tool_version=version,
        ),
        vendor=None,
        key=f"{repository} {name} {measured_at:%Y-%m-%dT%H:%M:%SZ}",
        valid_from=measured_at,
        locator=locator,
    )


FORMAT = Format(
    name="openssf-scorecard",
    title="OpenSSF Scorecard result (JSON)",
    about="The checks of one repository with their scores, printed by OpenSSF Scorecard or its public API.",
    assurance=Assurance.TOOL_MEASURED,
    matches=_matches,
    parse=_parse,
    media=("json",),
)
