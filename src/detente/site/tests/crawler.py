"""Walks every address as everybody, and reports what they may not see: the proof that tenants are apart."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.test import Client

from detente.foundation.access import Actor
from detente.foundation.tests.ground import Canary
from detente.site.tests.doors import browser, token_of
from detente.site.tests.hearing import Faults, whole
from detente.site.tests.planting import PlantedWorld
from detente.site.tests.questions import Question, Questions, Route, every_route

SERVER_FAULT = 500
NOBODYS = "zqnobodywroteitx"  # like a canary, and stands nowhere
IN_THE_PALETTE = {"HX-Request": "true", "HX-Target": "dt-palette-found"}


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

    who: str
    organisation: int | None
    findings: list[Finding] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    seen: set[Canary] = field(default_factory=set)
    reached: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """The statuses that each address gave to a GET, by its template."""

    def judge(self, question: Question, status: int, seen: set[Canary], broken: str) -> None:
        """Take down what came back."""
        self.statuses[status] += 1
        self.seen |= seen
        if question.method == "GET":
            self.reached[question.route.template].add(status)
        wrong = [f"answers {status} ({broken})"] if status >= SERVER_FAULT else []
        wrong += [f"shows the {one.where}" for one in seen if self.organisation not in one.readers]
        self.findings += [Finding(one, self.who, str(question)) for one in wrong]


class Crawler:
    """Asks every question that there is, as one person after the other; nothing that is done stays done."""

    def __init__(self, world: PlantedWorld, routes: Sequence[Route] | None = None) -> None:
        self.world = world
        self.routes = list(every_route() if routes is None else routes)
        self.questions = Questions(world, self.routes)

    def crawl(self, who: str, actor: Actor | None) -> Report:
        """Go everywhere as somebody, or as nobody when `actor` is None."""
        report = Report(who, actor.organisation if actor else None)
        faults, client = Faults(), browser(actor)
        client.raise_request_exception = False
        headers = {"authorization": f"Bearer {token_of(actor)}"} if actor else {}
        cookies = client.cookies.output()
        with faults.heard():
            for question in self.questions:
                status, said = _asked(client, question, headers)
                report.judge(question, status, self.world.canaries.among(said), faults.described())
                if client.cookies.output() != cookies:  # it was signed out, say
                    client.cookies.load(cookies.replace("Set-Cookie: ", ""))
        return report

    def search(self, who: str, actor: Actor) -> Report:
        """Type a word of every place into the search; of somebody else's, not even that it is there may show.

        What comes back for a word of others is what comes back for a word that stands nowhere.
        """
        report = Report(who, actor.organisation)
        client = browser(actor)
        nothing = _typed(client, NOBODYS)
        for one in {one.where: one for one in self.world.canaries.by_word.values()}.values():
            said = _typed(client, one.word)
            if said.replace(one.word, NOBODYS) == nothing:
                continue
            report.seen.add(one)
            shown = self.world.canaries.among(said) | {one}
            report.findings += [
                Finding(f"finds the {other.where}", who, f"search for {one.word}")
                for other in shown
                if actor.organisation not in other.readers
            ]
        return report


def _typed(client: Client, word: str) -> str:
    """Return all that the palette says when a word is typed."""
    return whole(client.get("/search", {"q": word}, headers=IN_THE_PALETTE))


def _asked(client: Client, question: Question, headers: dict[str, str]) -> tuple[int, str]:
    """Ask, take back what was done, and return the status and all that was said."""
    kind = {"content_type": "application/json"} if question.route.is_api else {}
    with transaction.atomic():
        if question.method == "POST":
            response = client.post(question.address, question.sent, headers=headers, **kind)
        elif question.method == "GET":
            response = client.get(question.address, question.sent, headers=headers)
        else:
            response = client.generic(question.method, question.address, headers=headers)
        said = whole(response)
        transaction.set_rollback(True)
    return response.status_code, said
