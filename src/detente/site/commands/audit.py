"""`detente audit`: verify the log, sign a checkpoint, take an organisation's part along with proofs."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
from pydantic import TypeAdapter

from detente.foundation import clock
from detente.foundation.audit_log import sign_checkpoint, verify_export, verify_log
from detente.foundation.audit_log.contracts import Checkpoint, Finding, Verification
from detente.foundation.audit_log.note import NoteRefused, VerifierKey
from detente.foundation.command_line import acting
from detente.foundation.errors import Invalid
from detente.foundation.services.export_audit_log import export_audit_log


class UnfitKey(Invalid):
    """What was given with --key is no key of a log."""


class UnwritableFile(Invalid):
    """The export cannot be written where it was asked for."""


@click.group("audit")
def audit() -> None:
    """The audit log: what was done, by whom, and the proof that nobody changed it."""


@audit.command()
@click.option("--key", metavar="KEY", help="Verify signatures with this key, not the installation's own.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def verify(context: click.Context, key: str | None, as_json: bool) -> None:  # noqa: FBT001  # click's way
    """Verify every entry, checkpoint and copy. Exit 0: nothing was changed; 1: something was."""
    try:
        known = None if key is None else VerifierKey.read(key)
    except NoteRefused as error:
        raise UnfitKey(f"--key: {error}") from error
    found = verify_log(key=known)
    click.echo(TypeAdapter(Verification).dump_json(found).decode() if as_json else "\n".join(_told(found)))
    context.exit(0 if found.ok else 1)


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def checkpoint(as_json: bool) -> None:  # noqa: FBT001  # click's way
    """Sign the log as it is now, hand a copy to every organisation, and print it with its key."""
    signed = sign_checkpoint(at=clock.now())
    if as_json:
        click.echo(TypeAdapter(Checkpoint).dump_json(signed))
    else:
        click.echo(signed.note)
        click.echo(f"key {signed.key}")


@audit.command()
@click.option(
    "--out", "file", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def export(context: click.Context, file: Path, as_json: bool) -> None:  # noqa: FBT001  # click's way
    """Write your organisation's entries with proofs that a script of its own verifies offline."""
    made = export_audit_log(actor=acting(context), at=clock.now())
    _write(file, made.lines)
    script = str(Path(verify_export.__file__))
    said = {
        "file": str(file),
        "entries": made.entries,
        "copies": made.copies,
        "checkpoint": made.checkpoint.note,
        "key": made.checkpoint.key,
        "verify_with": script,
    }
    if as_json:
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        click.echo(
            f"{made.entries} entries and {made.copies} earlier checkpoints are in {file}. On any machine:"
        )
        click.echo(f"  python3 {script} {file} --key {made.checkpoint.key}")


def _write(file: Path, lines: Iterable[bytes]) -> None:
    """Write all of it or nothing: a file cut short would only look like an export."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with draft.open("wb") as out:
            out.writelines(lines)
        draft.replace(file)
    except OSError as error:
        raise UnwritableFile(f"{file}: {error.strerror or error}. Name another file with --out.") from error
    finally:
        draft.unlink(missing_ok=True)


def _told(found: Verification) -> Iterator[str]:
    """Yield what was found, for people."""
    yield (
        f"{found.entries} entries, {found.payloads} with what they say and {found.erased} erased; "
        f"{found.checkpoints} checkpoints and {found.copies} copies of them."
    )
    yield from _listed("WRONG", found.faults, found.faults_found)
    yield from _listed("beware", found.warnings, found.warnings_found)
    if found.unsigned:
        yield f"The last {found.unsigned} entries are unsigned: `detente audit checkpoint` signs them."
    if found.ok:
        yield f"ok: nothing was changed. The root is {found.root}."
    elif found.first_wrong_entry is not None:
        yield f"The first wrong entry is {found.first_wrong_entry}."


def _listed(word: str, findings: Sequence[Finding], how_many: int) -> Iterator[str]:
    yield from (f"{word}: {one.where}: {one.says}" for one in findings)
    if how_many > len(findings):
        yield f"{word}: and {how_many - len(findings)} more"


commands = [audit]
