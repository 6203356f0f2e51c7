"""What the crawler asks: every address, with every method, about everybody's rows."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from detente.foundation.operation import REQUIRED, Operation
from detente.foundation.registry import derived
from detente.site.tests.discovery import every_example
from detente.site.tests.planting import PlantedWorld, what_fills

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
OTHER_METHODS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
CROSSINGS = 12
Values = dict[str, object]


@dataclass(frozen=True)
class Route:
    """An address, as it is written in urls.py."""

    template: str
    name: str
    view: Any

    @property
    def is_api(self) -> bool:
        """Whether it is a door for programs."""
        return self.template.startswith("api/")

    @property
    def parameters(self) -> list[str]:
        """The names of what varies in it."""
        return [name for _, name in PARAMETER.findall(self.template)]

    def at(self, values: Values) -> str:
        """Return the address with its parameters filled in."""
        return "/" + PARAMETER.sub(lambda found: str(values[found[2]]), self.template)


@dataclass(frozen=True)
class Question:
    """One request: `sent` is the query string of a GET, the body of a POST."""

    route: Route
    method: str
    address: str
    sent: Values

    def __str__(self) -> str:
        return f"{self.method} {self.address}" + (f" {self.sent}" if self.sent else "")


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


class Questions:
    """All there is to ask of some routes, in a world that is planted."""

    def __init__(self, world: PlantedWorld, routes: Sequence[Route]) -> None:
        self.world = world
        self.routes = routes
        self.values = cache(lambda name: _by_ground(what_fills(name, world)))
        self.examples = every_example()
        self.operations: dict[tuple[str, str], Operation] = {
            ("api/" + re.sub(r"{(\w+)}", r"<str:\1>", one.path), "POST" if one.writes else "GET"): one
            for one in derived()
        }

    @property
    def unfilled(self) -> list[str]:
        """The addresses with a parameter for which nobody has a value."""
        return [one.template for one in self.routes if not all(self.values(name) for name in one.parameters)]

    def __iter__(self) -> Iterator[Question]:
        """Yield every question: about everybody's rows in the address, then in what is sent."""
        for route in self.routes:
            for number, values in enumerate(self._in_the_address(route)):
                for method in ("GET", "POST"):
                    usual, *more = self._in_what_is_sent(route, method)
                    for sent in [usual, *more] if number == 0 else [usual]:
                        yield Question(route, method, route.at(values), sent)
                for method in OTHER_METHODS if number == 0 else ():
                    yield Question(route, method, route.at(values), {})

    def _in_the_address(self, route: Route) -> list[Values]:
        """Return what to fill an address with: what stands together, and what does not belong together."""
        names = route.parameters
        if not all(self.values(name) for name in names):
            return []
        if not names:
            return [{}]
        grounds = {ground: None for name in names for ground in self.values(name)}
        together: list[Values] = []
        for ground in grounds:
            chosen = [
                self.values(name).get(ground) or next(iter(self.values(name).values())) for name in names
            ]
            together += [
                {name: one[turn % len(one)] for name, one in zip(names, chosen, strict=True)}
                for turn in range(max(len(one) for one in chosen))
            ]
        crossed = [
            {**mine, names[-1]: theirs[names[-1]]}
            for mine, theirs in islice(
                zip(together, together[1:] + together[:1], strict=True), CROSSINGS if len(names) > 1 else 0
            )
        ]
        return [dict(one) for one in {tuple(one.items()): None for one in [*together, *crossed]}]

    def _in_what_is_sent(self, route: Route, method: str) -> list[Values]:
        """Return what to send: what an example sends, then with everybody's rows in each place that names one."""
        operation = self.operations.get((route.template, method))
        if operation is not None:
            example = self.examples.get(operation.name)
            given = dict(example.inputs) if example else {}
            usual = {
                one.name: given[one.name]
                for one in operation.other_inputs
                if one.name in given and (method == "POST" or one.default is REQUIRED)
            }
            names = [one.name for one in operation.other_inputs]
        else:
            usual = dict(self.world.forms.get(route.name, {})) if method == "POST" else {}
            names = list(usual) if method == "POST" else self.world.queries.get(route.name, [])
        return [
            usual,
            *(
                {**usual, name: value}
                for name in names
                for some in self.values(name).values()
                for value in some
            ),
        ]


def _by_ground(found: list[tuple[int | None, object]]) -> dict[int | None, list[object]]:
    by_ground: dict[int | None, list[object]] = defaultdict(list)
    for ground, value in found:
        by_ground[ground].append(value)
    return dict(by_ground)
