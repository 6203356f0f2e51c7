"""Walks every address as everybody, and reports what they may not see: the proof that tenants are apart."""

import io
import logging
import re
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from traceback import extract_tb
from typing import Any
from urllib.parse import unquote

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from detente.foundation.access import Actor
from detente.foundation.registry import derived
from detente.foundation.tests.ground import Canary
from detente.site.tests.discovery import every_example
from detente.site.tests.doors import browser, token_of
from detente.site.tests.planting import PlantedWorld, what_fills

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
READS_AND_WRITES = ("GET", "POST")
OTHER_METHODS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
SERVER_FAULT = 500
PIECES = 200  # of an archive


@dataclass(frozen=True)
class Route:
    """An address, as it is written in urls.py."""

    template: str
    name: str
    view: Any

    @property
    def parameters(self) -> list[str]:
        """The names of what varies in it."""
        return [name for _, name in PARAMETER.findall(self.template)]

    def at(self, values: dict[str, object]) -> str:
        """Return the address with its parameters filled in."""
        return "/" + PARAMETER.sub(lambda found: str(values[found[2]]), self.template)


@dataclass(frozen=True)
class Finding:
    """Something that must not be."""

    what: str
    who: str
    asked: str

    def __str__(self) -> str:
        return f"{self.who}: {self.asked}: {self.what}"


@dataclass
class Report:
    """What a crawl as one person came to."""

    findings: list[Finding] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seen: set[Canary] = field(default_factory=set)
    reached: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """The statuses that each address gave to a GET, by its template."""


def every_route(
    patterns: Sequence[URLPattern | URLResolver] | None = None, under: str = ""
) -> Iterator[Route]:
    """Yield every address that the site has."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        template = under + str(one.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(one, URLResolver):
            yield from every_route(one.url_patterns, template)
        else:
            yield Route(template.replace(".*", "no/such/thing"), one.name or "", one.callback)


class Crawler:
    """Asks every route, with every method, with everybody's numbers, as one person after the other."""

    def __init__(self, world: PlantedWorld, routes: Sequence[Route] | None = None) -> None:
        self.world = world
        self.routes = list(every_route() if routes is None else routes)
        self.fillings = {
            name: what_fills(name, world) for name in {name for one in self.routes for name in one.parameters}
        }
        self.bodies = self._bodies()
        self.faults = Faults()

    @property
    def unfilled(self) -> list[str]:
        """The addresses with a parameter for which nobody has a value."""
        return [
            one.template for one in self.routes if any(not self.fillings[name] for name in one.parameters)
        ]

    def crawl(self, who: str, actor: Actor | None) -> Report:
        """Go everywhere as somebody, or as nobody when `actor` is None; nothing that is done stays done."""
        report, client = Report(), browser(actor)
        client.raise_request_exception = False
        headers = {"authorization": f"Bearer {token_of(actor)}"} if actor else {}
        cookies = client.cookies.output()
        with self.faults.heard():
            for route, values, method in self._everything():
                response = self._ask(client, method, route, values, headers)
                self._judge(response, report, Finding("", who, f"{method} {route.at(values)}"), actor)
                if method == "GET":
                    report.reached[route.template].add(response.status_code)
                if client.cookies.output() != cookies:  # it was signed out, say
                    client.cookies.load(cookies.replace("Set-Cookie: ", ""))
        return report

    def _everything(self) -> Iterator[tuple[Route, dict[str, object], str]]:
        for route in self.routes:
            for number, values in enumerate(self._choices(route)):
                for method in READS_AND_WRITES if number else (*READS_AND_WRITES, *OTHER_METHODS):
                    yield route, values, method

    def _ask(
        self, client: Client, method: str, route: Route, values: dict[str, object], headers: dict[str, str]
    ) -> HttpResponse:
        body: Any = self.bodies.get(route.template, {}) if method == "POST" else None
        is_api = route.template.startswith("api/")
        with transaction.atomic():
            if method == "POST":
                kind = {"content_type": "application/json"} if is_api else {}
                body = body if is_api else self.world.forms.get(route.name, {})
                response = client.post(route.at(values), body, headers=headers, **kind)
            else:
                response = client.generic(method, route.at(values), headers=headers)
            response.everything = whole(response)
            transaction.set_rollback(True)
        return response

    def _judge(self, response: Any, report: Report, asked: Finding, actor: Actor | None) -> None:
        report.statuses[response.status_code] += 1
        if response.status_code >= SERVER_FAULT:
            report.findings.append(
                Finding(f"answers {response.status_code} ({self.faults.described()})", asked.who, asked.asked)
            )
        seen = self.world.canaries.among(response.everything)
        report.seen |= seen
        for one in seen:
            if actor is None or actor.organisation not in one.readers:
                report.findings.append(Finding(f"shows the {one.where}", asked.who, asked.asked))

    def _choices(self, route: Route) -> list[dict[str, object]]:
        """Return what to fill an address with: what stands together, and what does not belong together."""
        names = route.parameters
        if not names:
            return [{}]
        if any(not self.fillings[name] for name in names):
            return []
        together: list[dict[str, object]] = []
        by_ground = [self._of_each_ground(name) for name in names]
        for ground in {ground: None for one in by_ground for ground in one}:
            chosen = [of.get(ground) or next(iter(of.values())) for of in by_ground]
            most = max(len(one) for one in chosen)
            together += [
                {name: one[turn % len(one)] for name, one in zip(names, chosen, strict=True)}
                for turn in range(most)
            ]
        crossed = [
            {**mine, names[-1]: theirs[names[-1]]}
            for mine, theirs in islice(zip(together, together[1:] + together[:1], strict=True), 12)
            if len(names) > 1
        ]
        return [dict(one) for one in {tuple(one.items()): None for one in [*together, *crossed]}]

    def _of_each_ground(self, name: str) -> dict[int | None, list[object]]:
        found: dict[int | None, list[object]] = defaultdict(list)
        for ground, value in self.fillings[name]:
            found[ground].append(value)
        return found

    def _bodies(self) -> dict[str, dict[str, object]]:
        """Return what a POST to the API sends, by its address: what the operation's example asks."""
        examples = every_example()
        bodies = {}
        for one in derived():
            if one.writes and one.name in examples:
                rest = {given.name for given in one.other_inputs}
                template = "api/" + re.sub(r"{(\w+)}", r"<str:\1>", one.path)
                bodies[template] = {k: v for k, v in examples[one.name].inputs.items() if k in rest}
        return bodies


class Faults(logging.Handler):
    """Hears what broke at a door, which tells the asker nothing, and keeps the log quiet meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.last: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self.last = record.exc_info[1] if record.exc_info else self.last

    @contextmanager
    def heard(self) -> Iterator[None]:
        loggers = [
            logging.getLogger(name) for name in ("detente.site.failures", "django.request", "django.security")
        ]
        before = [(one.handlers, one.propagate) for one in loggers]
        for one in loggers:
            one.handlers, one.propagate = [self], False
        try:
            yield
        finally:
            for one, (handlers, propagate) in zip(loggers, before, strict=True):
                one.handlers, one.propagate = handlers, propagate

    def described(self) -> str:
        """Return what broke last, and where in our code."""
        error, self.last = self.last, None
        ours = (
            [one for one in extract_tb(error.__traceback__) if "/detente/" in one.filename] if error else []
        )
        where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "outside our code"
        return f"{type(error).__name__}: {error} in {where}"


def whole(response: Any) -> str:
    """Return all that a response says, unpacked: its body, its headers, its cookies."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    said = [unquote(f"{name}: {value}") for name, value in response.items()]
    said += [one.OutputString() for one in response.cookies.values()]
    return "\n".join([*said, *(piece.decode("utf-8", "replace") for piece in unpacked(body))])


def unpacked(body: bytes) -> Iterator[bytes]:
    """Yield a body, and what is packed into it: the files of an archive (XLSX is one), the streams of a PDF."""
    yield body
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist()[:PIECES]:
                yield name.encode()
                yield from unpacked(archive.read(name))
    elif body.startswith(b"%PDF"):
        for packed in re.findall(rb"stream\r?\n(.*?)endstream", body, re.DOTALL):
            try:
                yield zlib.decompress(packed)
            except zlib.error:
                continue
    elif body.startswith(b"\x1f\x8b"):
        yield zlib.decompress(body, wbits=31)
