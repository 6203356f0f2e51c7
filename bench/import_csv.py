"""A CSV file of a million rows into the ledger on SQLite, against raw `sqlite3.executemany` of the same rows.

Run: python bench/import_csv.py [ROWS]
The peers are, each the better of two runs, in the same minute and on the same disk:
- the rows that the import stored, from a list in memory, into the ledger's own table (its keys and checks);
- the same rows into a table of the same columns without any key;
- the file itself, by `csv.reader`, into a table of its own columns without any key.
None of them checks, types or hashes anything. Beside the time that passes stands that of the processor, which tells
more on a machine that others use as well. Each import runs in a process of its own, so that the peak of its
memory is its own; that of a tenth of the rows stands beside it, since it should not grow.
"""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

VENDORS = [f"Vendor {number:03}" for number in range(100)]
MAPPING = """\
title: Tickets of the service desk
kind: ticket
assurance: tool-measured
vendor: Supplier
fields:
  number: Number
  opened_at: Opened
  resolved_at: Resolved
  closed_at: Closed
  priority: {column: Priority, map: {P1: 1, P2: 2, P3: 3, P4: 4}}
  kept_sla: In time
  reopened: Reopened
  state: State
"""
PRAGMAS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536"
OWN_SCHEMA = (
    "SELECT sql FROM sqlite_master WHERE tbl_name = 'ledger_evidence' AND sql IS NOT NULL "
    "ORDER BY type = 'table' DESC"
)
MODULES = (
    "foundation.tests.people",
    "foundation.uploads",
    "foundation.jobs.run",
    "evidence.relationships.services.start_relationship",
)  # only the process that imports has Django
DESK = ("Number", "Supplier", "Opened", "Resolved", "Closed", "Priority", "In time", "Reopened", "State")
OWN = (
    "kind", "vendor", "number", "opened_at", "resolved_at", "closed_at", "priority", "kept_sla", "reopened", "state"
)  # fmt: skip


def write_tables(folder: Path, rows: int) -> None:
    """Write the same tickets twice: as a service desk exports them, and under the names of our own fields."""
    random, began = Random(1), datetime(2023, 1, 1, tzinfo=UTC)
    with (
        (folder / "desk.csv").open("w", newline="") as one,
        (folder / "own.csv").open("w", newline="") as other,
    ):
        desk, own = csv.writer(one), csv.writer(other)
        desk.writerow(DESK)
        own.writerow(OWN)
        for number in range(rows):
            opened = began + timedelta(seconds=random.randrange(3 * 365 * 86400))
            resolved, closed = opened + timedelta(hours=random.randrange(200)), opened + timedelta(days=9)
            priority, kept = random.randrange(1, 5), random.choice(("yes", "no"))
            vendor, again = random.choice(VENDORS), random.randrange(3)
            moments = [moment.isoformat() for moment in (opened, resolved, closed)]
            desk.writerow([f"INC{number:07}", vendor, *moments, f"P{priority}", kept, again, "closed"])
            own.writerow(["ticket", vendor, f"INC{number:07}", *moments, priority, kept, again, "closed"])


class Timed:
    """The time since it was made: what passed, and what the processor spent."""

    def __init__(self) -> None:
        self.started = perf_counter(), process_time()

    def passed(self) -> tuple[float, float]:
        """Return both, in seconds."""
        return perf_counter() - self.started[0], process_time() - self.started[1]


def import_one(path: Path, mapping: str) -> None:
    """Import a file into the installation at DETENTE_HOME, and print seconds and the peak of memory."""
    import_module("django").setup()
    modules = [import_module(f"detente.{name}") for name in MODULES]
    people, uploads, running, starting = modules
    import_module("django.core.management").call_command("migrate", verbosity=0)
    actor, at = people.everybody()["the_analyst"], people.NOON
    for name in VENDORS:
        starting.start_relationship(actor=actor, at=at, vendor=name, tier=3)
    inputs = {"uploads": [uploads.Upload(path, path.name)], "mapping": mapping or None}
    timed = Timed()
    report = running.run_now("imports.import_files", actor=actor, at=at, inputs=inputs)
    passed, worked = timed.passed()
    [file] = report.files
    assert (file.rejected, file.unattributed) == (0, 0), file
    # not getrusage: that counts what the process was forked from, too
    [peak] = [
        line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line[:6] == "VmHWM:"
    ]
    print(json.dumps({"passed": passed, "worked": worked, "peak": int(peak)}))


def in_a_process(home: Path, path: Path, mapping: str) -> dict[str, float]:
    """Return what `import_one` prints, from a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--import", str(path), mapping],
        env={**os.environ, "DETENTE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "detente.site.settings"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout)


def seconds(
    folder: Path, schema: Sequence[str], insert: str, rows: Callable[[], Iterable[Sequence[object]]]
) -> tuple[float, float]:
    """Return how long it takes to insert rows into a new database: the better of two runs."""
    taken = []
    for _ in range(2):
        for left in folder.glob("peer.sqlite3*"):
            left.unlink()
        with closing(sqlite3.connect(folder / "peer.sqlite3", isolation_level=None)) as peer:
            peer.executescript(PRAGMAS)
            for statement in schema:
                peer.execute(statement)
            inserted = rows()
            timed = Timed()
            peer.execute("BEGIN IMMEDIATE")
            peer.executemany(insert, inserted)
            peer.execute("COMMIT")
            taken.append(timed.passed())
    return min(one for one, _ in taken), min(one for _, one in taken)


def peers(home: Path, path: Path) -> dict[str, tuple[float, float]]:
    """Return how long each peer takes."""
    with closing(sqlite3.connect(home / "detente.sqlite3")) as stored:
        names = [name for _, name, *_ in stored.execute("PRAGMA table_info(ledger_evidence)")]
        rows = stored.execute(f"SELECT {', '.join(names)} FROM ledger_evidence ORDER BY rowid").fetchall()  # noqa: S608  # our own names
        own = [sql for (sql,) in stored.execute(OWN_SCHEMA)]
        parents = [
            f"CREATE TABLE {table} (id INTEGER PRIMARY KEY)"
            for table in ("ledger_document", "foundation_organisation")
        ]
        documents = stored.execute("SELECT id FROM ledger_document").fetchall()
    parents += [f"INSERT INTO ledger_document VALUES ({number})" for (number,) in documents]  # noqa: S608  # our own names
    insert = f"INSERT INTO ledger_evidence ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608  # our own names
    with path.open(newline="") as file:
        header = next(csv.reader(file))
    columns = ", ".join(f"c{place}" for place in range(len(header)))

    def lines() -> Iterable[Sequence[object]]:
        file = path.open(newline="")
        next(file)
        return csv.reader(file)

    return {
        "into the ledger's own table": seconds(home, [*parents, *own], insert, lambda: rows),
        "without any key": seconds(
            home, [f"CREATE TABLE ledger_evidence ({', '.join(names)})"], insert, lambda: rows
        ),
        "of the file, without any key": seconds(
            home,
            [f"CREATE TABLE peer ({columns})"],
            f"INSERT INTO peer VALUES ({', '.join('?' * len(header))})",  # noqa: S608  # our own names
            lines,
        ),
    }


def main(rows: int) -> None:
    """Print the ratios and the memory."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        few, many = folder / "few", folder / "many"
        for place, size in ((few, rows // 10), (many, rows)):
            place.mkdir()
            write_tables(place, size)
        print(f"{rows:,} rows, {(many / 'desk.csv').stat().st_size / 1e6:.0f} MB")
        for title, file, mapping in (("by a mapping", "desk.csv", MAPPING), ("detente-csv", "own.csv", "")):
            small = in_a_process(folder / f"few-{file}", few / file, mapping)
            home = folder / f"home-{file}"
            whole = in_a_process(home, many / file, mapping)
            print(
                f"{title}: {whole['passed']:.2f} s ({whole['worked']:.2f} s of the processor, "
                f"{whole['worked'] / rows * 1e6:.1f} us a row); peak memory {whole['peak'] / 1024:.0f} MB "
                f"(of a tenth of the rows {small['peak'] / 1024:.0f} MB)"
            )
            for peer, (passed, worked) in peers(home, many / file).items():
                print(
                    f"  executemany {peer:30} {passed:6.2f} s  ratio {whole['passed'] / passed:5.2f}"
                    f"   processor {worked:6.2f} s  ratio {whole['worked'] / worked:5.2f}"
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--import"]:
        import_one(Path(sys.argv[2]), sys.argv[3])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
