"""Commands that take files: import, and what is known of formats."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from pydantic import TypeAdapter

from detente.evidence.imports.contracts import FileReport, ImportReport, NothingToImport, Outcome
from detente.evidence.imports.services.choose_format import choose_format
from detente.evidence.imports.services.read_file import read_file
from detente.evidence.imports.services.tell_fault import tell_fault
from detente.formats.errors import FormatError
from detente.formats.format import OWN_TABLE, Format, detect, formats_by_name
from detente.formats.mapping_drafting import draft_mapping
from detente.formats.row_fields import meant
from detente.formats.source import Source
from detente.foundation import clock
from detente.foundation.command_line import acting
from detente.foundation.errors import Invalid, NotFound
from detente.foundation.jobs.progress import Standing
from detente.foundation.jobs.run import run_now
from detente.foundation.uploads import LONGEST_NAME, Upload

UNUSABLE = 2
SHOWN = 20
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")

MAPPING = click.option(
    "--mapping",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A mapping file, which tells how to read any CSV or XLSX.",
)
FORMAT = click.option(
    "--as", "format_name", metavar="FORMAT", help="The format; without it, the content tells."
)
ALL_OR_NOTHING = click.option(
    "--all-or-nothing", is_flag=True, help="Store nothing when any row of any file is rejected."
)
WRITTEN_AT = click.option(
    "--written-at",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help="When the files were written (UTC), for those that do not date themselves; else as the disk has it.",
)

HINT = "`detente formats draft-mapping FILE` begins a mapping, to give with --mapping; --as forces a format."


class CannotBeImported(Invalid):
    """What was asked for cannot be done: nothing was stored. Exit code 2, since 3 means that good rows are in."""


class CannotBeRead(Invalid):
    """A file is of no known format, or damaged."""


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--vendor", metavar="NAME", help="The vendor that the files are about, where they name none.")
@FORMAT
@MAPPING
@ALL_OR_NOTHING
@WRITTEN_AT
@click.option("--private", is_flag=True, help="Keep the facts to your side; they enter no shared scorecard.")
@click.option(
    "--by-vendor",
    is_flag=True,
    help="The vendor made the files: nobody else has checked them, so every fact is self-attested.",
)
@AS_JSON
@click.pass_context
def import_command(context: click.Context, /, paths: tuple[Path, ...], **said: Any) -> None:
    """Import files about vendors.

    Exit 0: every row is in; 3: some rows were rejected, or some of several files are unusable, and the others are in;
    2: no file could be used.
    """
    asked = {name: said[name] for name in ("vendor", "private", "by_vendor")}
    _show(context, "imports.import_files", paths, said, asked)


@click.command("give")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option(
    "--customer", metavar="NAME", required=True, help="The customer, or the number of the relationship."
)
@FORMAT
@MAPPING
@ALL_OR_NOTHING
@WRITTEN_AT
@AS_JSON
@click.pass_context
def give_command(context: click.Context, /, paths: tuple[Path, ...], **said: Any) -> None:
    """Give files about your own organisation to a customer; exit codes as of `import`."""
    asked = {"customer": said["customer"]}
    _show(context, "imports.give_files", paths, said, asked)


def _show(
    context: click.Context,
    operation: str,
    paths: tuple[Path, ...],
    said: Mapping[str, Any],
    asked: dict[str, Any],
) -> NoReturn:
    """Bring files, print what became of them, and end with the code that says it."""
    at = clock.now()
    written_at = _written_at(said["written_at"], at)
    report = _imported(
        operation,
        actor=acting(context),
        at=at,
        inputs={
            "uploads": [_upload(one, name, written_at) for one, name in _files(paths)],
            "format": said["format_name"],
            "mapping": _text(said["mapping"]),
            "all_or_nothing": said["all_or_nothing"],
            **asked,
        },
        on_progress=_show_progress if sys.stderr.isatty() else None,
    )
    if said["as_json"]:
        click.echo(TypeAdapter(ImportReport).dump_json(report, indent=2))
    else:
        for file in report.files:
            _print(file)
    context.exit(report.exit_code)


def _imported(operation: str, **asked: Any) -> ImportReport:
    try:
        report: ImportReport = run_now(operation, **asked)
    except NotFound as error:
        raise CannotBeImported(str(error), hint=error.hint) from error
    return report


@click.group(invoke_without_command=True)
@AS_JSON
@click.pass_context
def formats(context: click.Context, *, as_json: bool) -> None:
    """List the file formats that can be imported; `inspect` reads a file without storing it."""
    if context.invoked_subcommand is not None:
        return
    known = formats_by_name().values()
    if as_json:
        click.echo(json.dumps([_described(one) for one in known], indent=2))
        return
    for one in known:
        click.echo(f"{one.name:28} {one.title}")
        click.echo(f"{'':28} {one.about}")


@formats.command()
@click.argument("path", type=click.Path(path_type=Path))
@FORMAT
@MAPPING
@AS_JSON
@click.pass_context
def inspect(
    context: click.Context, path: Path, format_name: str | None, mapping: Path | None, *, as_json: bool
) -> None:
    """Read a file without storing it: its format, how much of what, about whom, from when to when."""
    seen = inspected(path, choose_format(name=format_name, mapping=_text(mapping)))
    if as_json:
        click.echo(json.dumps(seen, indent=2, ensure_ascii=False))
    else:
        for name, value in seen.items():
            click.echo(f"{name.replace('_', ' ')}: {_in_words(value)}")
    context.exit(3 if seen["rejected"] else 0)


@formats.command("draft-mapping")
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def draft(path: Path) -> None:
    """Write a first mapping for a table of your own, to be finished by hand."""
    try:
        click.echo(draft_mapping(Source(path, path.name)).rstrip("\n"))
    except FormatError as error:
        raise CannotBeRead(str(error)) from error


def inspected(path: Path, wanted: Format | None) -> dict[str, Any]:
    """Return what a file holds, as `detente formats inspect --json` prints it."""
    source = Source(path, path.name)
    try:
        if not path.is_file():
            raise CannotBeRead(f"{path} is not a file that can be read here.")
        with tell_fault(source=source):
            reading = read_file(source=source, format=wanted or detect(source), at=clock.now())
    except FormatError as error:
        raise CannotBeRead(str(error), hint=HINT if OWN_TABLE in str(error) else "") from error
    reading.close()
    return {
        "file": path.name,
        "sha256": source.sha256,
        "format": reading.format.name,
        "records": dict(sorted(reading.kinds.items())),
        "vendors": len(reading.written.keys() - {None}),
        "first": _moment(reading.earliest),
        "last": _moment(reading.latest),
        "passed_over": dict(reading.passed_over),
        "rejected": reading.rejected,
        "rejections": [asdict(one) for one in reading.rejections[:SHOWN]],
    }


def _text(mapping: Path | None) -> str | None:
    return None if mapping is None else Source(mapping, mapping.name).text()


def _moment(stored: str) -> str | None:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC).isoformat() if stored else None


def _described(one: Format) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title,
        "about": one.about,
        "assurance": one.assurance.words,
        "media": list(one.media),
        "counts_against_only": one.against_only,
    }


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{n} {kind.replace('_', ' ')}" for kind, n in value.items()) or "none"
    if isinstance(value, list):
        return "".join(f"\n  {one['locator']}: {one['reason']}" for one in value) or "none"
    return "not stated" if value is None else str(value)


def _files(paths: tuple[Path, ...]) -> list[tuple[Path, str]]:
    """Return the files, each with its name; a folder stands for all files below it, named by their way there.

    The way is part of what a file says: an Upptime badge is about the service that its folder is named after.
    """
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            below = sorted(one for one in path.rglob("*") if one.is_file())
            found += [(one, one.relative_to(path).as_posix()) for one in below]
        else:
            found.append((path, path.name))
    if not found:
        raise NothingToImport(f"There is no file below {', '.join(map(str, paths))}.")
    return found


def _written_at(said: datetime | None, at: datetime) -> datetime | None:
    moment = said.replace(tzinfo=UTC) if said else None
    if moment and (moment > at or not meant(moment)):
        raise CannotBeImported(f"No file was written on {moment:%Y-%m-%d}: give a day from 1900 to today.")
    return moment


def _upload(path: Path, name: str, written_at: datetime | None) -> Upload:
    plain = os.fsencode(name).decode("utf-8", "replace")[-LONGEST_NAME:]
    return Upload(path, plain, written_at)


def _show_progress(standing: Standing) -> None:
    click.echo(f"\r{standing.done:,} {standing.unit} read", nl=False, err=True)


def _print(file: FileReport) -> None:
    if file.outcome is Outcome.UNUSABLE:
        click.echo(f"{file.name}: unusable. {file.message}", err=True)
        if OWN_TABLE in file.message:
            click.echo(f"  {HINT}", err=True)
        return
    said = ["1 fact" if file.facts == 1 else f"{file.facts:,} facts"]
    if file.rejected:
        said.append(f"{file.rejected:,} rejected")
    if file.unattributed:
        said.append(f"{file.unattributed:,} wait for a vendor")
    if file.editions:
        said.append(
            f"against the edition before: {file.editions.added} added, "
            f"{file.editions.changed} changed, {file.editions.removed} removed"
        )
    click.echo(f"{file.name}: {file.outcome} as {file.format}; {', '.join(said)}. {file.message}".rstrip())
    for one in file.rejections[:SHOWN]:
        click.echo(f"  {one.locator}: {one.reason}")
    for name in [one for one in file.unknown_names if one.suggestion][:SHOWN]:
        command = f"detente relationships match-name --written {name.written!r} --vendor {name.suggestion!r}"
        click.echo(f"  {name.written!r} may be {name.suggestion}; if it is: {command}")


commands = [import_command, give_command, formats]
