"""Every kind of page, as 16 people with 10,000 vendors and 1,000,000 pieces of evidence open them, against 150 ms.

Run: python bench/pages.py [--database sqlite | postgresql] [--folder FOLDER] [--quick] [--seconds 60] [--only WORDS]
The server is the real one, `detente serve` with two workers, beside the clients on the same machine; each client has
signed in and opens all kinds of pages, of random vendors, in an order of its own. It is measured three times: by one
client alone, with the processor's time, which others that use the machine do not change; by 16 that open the next page
as soon as they have one, so that a page waits for eight others on each processor; and by 16 that look at each page for
a second. What stands beside them, in the same run and by the same clients, is a server of the same kind that hands out
ready bytes, as many as each page has. The database is kept in `--folder` and used again (SQLite alone; PostgreSQL is
started for the run, as the tests do).
"""

import argparse
import asyncio
import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from time import monotonic, perf_counter, sleep
from urllib.parse import urlencode

from detente.site.tests import postgres

LIMIT, MOST_BYTES, CLIENTS, LOOKS_FOR = 0.150, 300_000, 16, 1.0
EMAIL, PASSWORD = "walker@bank.example", "a long and winding road"  # of a home made for the run
SIZE = {False: (10_000, 100), True: (300, 30)}
HANDED_OUT = """
def application(environ, start_response):
    size = int(environ["PATH_INFO"].strip("/") or 0)
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(size))])
    return [READY[:size]]
READY = b"<p>as it is, without a question to anybody</p>" * 50_000
"""
CRITERIA = ("P3", "C1", "C2", "T4", "P1")


class Answer:
    """What came back for one request."""

    def __init__(self, status: int, head: dict[str, str], cookies: list[str], body: bytes) -> None:
        self.status, self.head, self.cookies, self.body = status, head, cookies, body

    @property
    def page(self) -> bytes:
        """The page itself, unpacked."""
        return gzip.decompress(self.body) if self.head.get("content-encoding") == "gzip" else self.body


class Client:
    """A browser that is little more than a connection and its cookies: it must not take the server's processor."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, {}
        self.reader: asyncio.StreamReader | None = None

    async def ask(self, address: str, form: dict[str, str] | None = None) -> Answer:
        """Return the answer to a request, on a connection that stays open."""
        body = urlencode(form or {}).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = [f"{'POST' if form else 'GET'} {address} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        head += ["Accept-Encoding: gzip", f"Cookie: {cookies}"]
        if form:
            head += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
                f"Referer: http://127.0.0.1:{self.port}/",
            ]
        for _ in range(2):  # the server may have closed a connection on which nothing was asked for long
            if self.reader is None:
                self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
            self.writer.write("\r\n".join([*head, "", ""]).encode() + body)
            try:
                return await self._answer(self.reader)
            except (asyncio.IncompleteReadError, ConnectionError):
                self.reader = None
        raise SystemExit(f"the server does not answer {address}")

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        named = [(name.lower(), said) for name, _, said in (line.partition(": ") for line in lines)]
        head, cookies = dict(named), [said for name, said in named if name == "set-cookie"]
        for one in cookies:
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        body = b""
        if head.get("transfer-encoding") == "chunked":
            while size := int(await reader.readline(), 16):
                body += await reader.readexactly(size)
                await reader.readexactly(2)
            await reader.readline()
        else:
            body = await reader.readexactly(int(head.get("content-length", 0)))
        if head.get("connection") == "close":
            self.writer.close()
            self.reader = None
        return Answer(int(first.split()[1]), head, cookies, body)

    async def sign_in(self) -> None:
        """Sign in as a person does, by the form."""
        page = (await self.ask("/sign-in")).page.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        form = {"csrfmiddlewaretoken": token[1] if token else "", "login": EMAIL, "password": PASSWORD}
        done = await self.ask("/sign-in", form)
        if done.status != 302:
            raise SystemExit(f"nobody could sign in: {done.status}")


def pages(known: dict[str, list[int]], random: Random) -> dict[str, str]:
    """Return an address of each kind of page."""
    vendor, criterion, document = (
        random.choice(known["vendors"]),
        random.choice(CRITERIA),
        random.choice(known["documents"]),
    )
    last = max(1, len(known["vendors"]) // 100)
    asked = {"some": f"?{urlencode([('vendor', one) for one in random.sample(known['vendors'], 25)])}"}
    return {
        "vendors": "/vendors",
        "vendors, another page": f"/vendors?page={random.randint(2, last)}",
        "vendors by name": f"/vendors?sort=name&page={random.randint(1, last)}",
        "vendors by a dimension": f"/vendors?sort={random.choice(('-performance', 'trust', 'compliance'))}",
        "vendors with a mark": "/vendors?only=attention",
        "vendors, sources disagree": "/vendors?only=conflict",
        "vendors of a word": f"/vendors?q={random.choice(('kes', 'cloud', 'thum', 'payments 7'))}",
        "spark lines of 25 vendors": f"/vendors/trends{asked['some']}",
        "scorecard": f"/vendors/{vendor}",
        "why a criterion": f"/vendors/{vendor}/why/{criterion}",
        "why a dimension": f"/vendors/{vendor}/dimensions/{random.choice(('trust', 'performance'))}",
        "why a must-have": f"/vendors/{vendor}/must-haves/certificate_in_force",
        "how they read together": f"/vendors/{vendor}/together",
        "relationships": "/relationships",
        "relationship": f"/relationships/{random.choice(known['relationships'])}",
        "documents": "/documents",
        "document": f"/documents/{document}",
        "line of evidence": f"/documents/{document}/evidence/0",
        "disputes": "/disputes",
        "dispute": f"/disputes/{random.choice(known['disputes'])}",
        "publications": "/publications",
        "publication": f"/publications/{random.choice(known['publications'])}",
        "imports": "/imports",
        "method": "/method",
        "audit trail": "/audit",
        "people": "/people",
        "account": "/account",
        "search": f"/search?q={random.choice(('kes', 'security', 'thum', 'soft a'))}",
    }


def main() -> None:
    """Make or find the home, serve it, and print what its pages take."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument(
        "--folder", type=Path, default=None, help="where the database is kept for the next run"
    )
    asked.add_argument("--quick", action="store_true", help="300 vendors, 9,000 pieces of evidence")
    asked.add_argument("--seconds", type=float, default=60.0, help="how long each of the three walks is")
    asked.add_argument("--only", default="", help="kinds of pages that hold these words")
    given = asked.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="bench-pages-"))
    home = folder / f"{given.database}-{SIZE[given.quick][0]}"
    os.environ["BENCH_HOME"] = str(home)
    server = None
    if given.database == "postgresql":
        shutil.rmtree(home, ignore_errors=True)
        os.environ["DETENTE_DATABASE_URL"] = postgres.an_address()
        server = postgres.start(os.environ["DETENTE_DATABASE_URL"])
    try:
        from large_home import prepared  # noqa: PLC0415  # it sets Django up with the database chosen above

        known = prepared(home, *SIZE[given.quick], email=EMAIL, password=PASSWORD)
        with serving("detente") as port, serving("ready") as ready:
            asyncio.run(measured(given, known, port, ready))
    finally:
        if server:
            server.end()
        if given.folder is None:
            shutil.rmtree(folder)


@contextmanager
def serving(what: str) -> Iterator[int]:
    """Run one of the two servers until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "handed_out.py").write_text(HANDED_OUT, encoding="utf-8")
        command = [sys.executable, "-m", "detente", "serve", "--port", str(port), "--workers", "2"]
        if what == "ready":
            command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
            command += ["--workers", "2", "--blocking-threads", "1", "--no-ws", "handed_out:application"]
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": f"{folder}:{os.environ.get('PYTHONPATH', '')}"},
        )
        try:
            until = monotonic() + 60
            while not listens(port) and monotonic() < until:
                sleep(0.2)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def listens(port: int) -> bool:
    """Return whether a server takes connections by now."""
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


async def measured(given: argparse.Namespace, known: dict[str, list[int]], port: int, ready: int) -> None:
    """Print the three walks, and the ready pages beside them."""
    clients = [Client(port) for _ in range(CLIENTS)]
    for one in clients:
        await one.sign_in()
    kinds = [one for one in pages(known, Random(0)) if given.only in one]
    sizes, packed, wrong = {}, {}, {}
    for one in kinds:  # also warms both workers up
        for number in range(6):
            answer = await clients[number].ask(pages(known, Random(number))[one])
        sizes[one], packed[one] = len(answer.page), len(gzip.compress(answer.page, 6))
        if answer.status != 200:
            wrong[one] = answer.status
    alone = {one: await busy(clients[0], one, known, given.seconds / len(kinds)) for one in kinds}
    static = [Client(ready) for _ in range(CLIENTS)]
    print(f"{given.database}, {len(known['vendors']):,} vendors; milliseconds; processors: {os.cpu_count()}")
    print(f"{'':28}{'alone':^15} |{'at once':^24}|{'looking for a second':^24}|{'compressed':>11}")
    print(f"{'':28}{'clock':>7}{'busy':>8} " + 2 * f"|{'p50':>7}{'p95':>8}{'ratio':>8} " + f"|{'kB':>11}")
    found = []
    for looks_for in (0.0, LOOKS_FOR):
        theirs = await walk(clients, kinds, known, seconds=given.seconds, looks_for=looks_for)
        bare = await walk(
            static, kinds, known, seconds=given.seconds / 4, looks_for=looks_for / 4, sizes=sizes
        )
        found.append((theirs, bare))
    for one in kinds:
        line = f"{one:28}{alone[one][0]:7.0f}{alone[one][1]:8.1f} "
        for theirs, bare in found:
            high = share(theirs[one], 95)
            line += f"|{share(theirs[one], 50):7.0f}{high:8.0f}{high / max(share(bare[one], 95), 0.01):8.1f} "
        note = f" answers {wrong[one]}" if one in wrong else ""
        over = " too heavy" if packed[one] > MOST_BYTES else ""
        print(f"{line}|{packed[one] / 1000:11.1f}{note}{over}")
    for (theirs, bare), words in zip(found, ("at once", "looking for a second"), strict=True):
        every = [took for of in theirs.values() for took in of]
        ready_ones = [took for of in bare.values() for took in of]
        within = sum(share(of, 95) <= LIMIT * 1000 for of in theirs.values())
        print(
            f"{words}: {len(every)} pages in {given.seconds:.0f} s, p95 {share(every, 95):.0f} ms, ready bytes "
            f"{share(ready_ones, 95):.1f} ms; {within} of {len(kinds)} kinds within {LIMIT * 1000:.0f} ms"
        )


async def busy(client: Client, kind: str, known: dict[str, list[int]], seconds: float) -> tuple[float, float]:
    """Return what one kind of page takes one client alone: by the clock, and of the processor; milliseconds."""
    took, random, until = [], Random(kind), monotonic() + seconds
    before = processor_time()
    while monotonic() < until or len(took) < 5:
        address = pages(known, random)[kind]
        started = perf_counter()
        await client.ask(address)
        took.append((perf_counter() - started) * 1000)
    return share(took, 50), (processor_time() - before) * 1000 / len(took)


def processor_time() -> float:
    """Return the seconds that the processes below this one, and theirs, and PostgreSQL's, have worked."""
    parents, worked = {}, {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = one.read_text().rpartition(")")[2].split()
            parents[int(one.parent.name)] = int(fields[1])
            worked[int(one.parent.name)] = sum(map(int, fields[11:15]))  # its own, and its ended children's
    below = {os.getpid()}
    while more := {one for one, parent in parents.items() if parent in below} - below:
        below |= more
    return sum(worked[one] for one in below - {os.getpid()}) / os.sysconf("SC_CLK_TCK")


async def walk(
    clients: list[Client],
    kinds: list[str],
    known: dict[str, list[int]],
    *,
    seconds: float,
    looks_for: float,
    sizes: dict[str, int] | None = None,
) -> dict[str, list[float]]:
    """Have some clients open pages for a while, and return how long each kind took, in milliseconds."""
    took: dict[str, list[float]] = defaultdict(list)
    until = monotonic() + seconds

    async def one(number: int, client: Client) -> None:
        random = Random(number)
        await asyncio.sleep(looks_for * number / CLIENTS)
        while monotonic() < until:
            for kind in random.sample(kinds, len(kinds)):
                if monotonic() > until:
                    break
                address = f"/{sizes[kind]}" if sizes else pages(known, random)[kind]
                started = perf_counter()
                await client.ask(address)
                took[kind].append((perf_counter() - started) * 1000)
                if looks_for:
                    await asyncio.sleep(looks_for * random.uniform(0.5, 1.5))

    await asyncio.gather(*(one(number, client) for number, client in enumerate(clients)))
    return took


def share(those: list[float], percent: int) -> float:
    """Return what so many of a hundred stay under; nan if there is none."""
    return sorted(those)[min(len(those) - 1, len(those) * percent // 100)] if those else float("nan")


if __name__ == "__main__":
    main()
