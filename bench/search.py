"""The search of somebody with 10,000 vendors, 30,000 documents and 1,000,000 pieces of evidence, against its limit.

Run: python bench/search.py [sqlite | postgresql] [VENDORS] [PIECES A VENDOR]
What is timed is the whole answer of the palette while one types (signing in, every kind of thing that is looked
through, the HTML), as the server makes it; the network comes on top. Beside it stands a page that looks nothing up, and
what the same database takes to look through all names for the same letters. PostgreSQL is started for the run, as the
tests do. The database is made in a temporary folder.
"""

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import nullcontext
from statistics import median
from time import perf_counter

from detente.site.tests import postgres

KIND, *NUMBERS = sys.argv[1:] or ["sqlite"]
SERVER = None
if KIND == "postgresql":
    os.environ["DETENTE_DATABASE_URL"] = postgres.an_address()
    SERVER = postgres.start(os.environ["DETENTE_DATABASE_URL"])

# the database is chosen first: what follows sets Django up with it, and none of it can stand above (E402).
from django.conf import settings  # noqa: E402  # Django is set up above
from django.core.management import call_command  # noqa: E402  # Django is set up above
from django.db import connection  # noqa: E402  # Django is set up above
from django.test import Client  # noqa: E402  # Django is set up above
from portfolio import HOME, called, fill, supply  # noqa: E402  # sets Django up, in a folder of its own

from detente.evidence.ledger.models import Document, Evidence  # noqa: E402  # Django is set up above
from detente.evidence.relationships.models import Relationship  # noqa: E402  # Django is set up above
from detente.foundation.identifiers import OrganisationId  # noqa: E402  # Django is set up above
from detente.foundation.models import Person, SearchWord  # noqa: E402  # Django is set up above
from detente.foundation.tenancy import acting_for, acting_for_the_installation  # noqa: E402  # Django is set up above

LIMIT = 0.1
ROUNDS = 40
OPTION = b'role="option"'
PALETTE = {"HX-Request": "true", "HX-Target": "dt-palette-found"}
TYPED = (
    "k",
    "kes",
    "kestrelwick",
    "security",
    "security kes",
    "soft a",
    "csv",
    "tickets csv",
    "analyst",
    "zzzz",
)


def spread(work: Callable[[], object]) -> tuple[float, float]:
    """Return the median and the 95th percentile of the seconds that something takes."""
    taken = []
    work()
    for _ in range(ROUNDS):
        started = perf_counter()
        work()
        taken.append(perf_counter() - started)
    return median(taken), sorted(taken)[int(ROUNDS * 0.95)]


def line(what: str, took: tuple[float, float]) -> None:
    """Print a time as a share of the limit."""
    middle, high = took
    print(f"{what:34} {middle * 1000:8.1f} ms {high * 1000:8.1f} ms   {high / LIMIT:12.2f}")


def names_alone(bank: int) -> None:
    """Look through the names of all vendors and documents, as without an index of words."""
    with acting_for(OrganisationId(bank), writes=False):
        list(Document.objects.filter(name__icontains="zzzz").order_by("-known_at").values_list("pk")[:6])
        list(Relationship.objects.filter(vendor__name__icontains="zzzz").values_list("pk")[:6])


def main(vendors: int, pieces: int) -> None:
    """Print each time as a share of its limit."""
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    with acting_for_the_installation(because="the bench makes its own tenants"):
        bank = fill(vendors, pieces, called)
        supply(bank)
        counts = [one.objects.count() for one in (Relationship, Document, Evidence, SearchWord)]
    with connection.cursor() if SERVER else nullcontext() as cursor:
        if cursor:
            cursor.execute("ANALYZE")
    print(
        "{:,} vendors, {:,} documents, {:,} pieces of evidence, {:,} words; {}".format(
            *counts, connection.vendor
        )
    )
    print(f"{'':34} {'median':>11} {'95 of 100':>11}   of the limit")
    client = Client()
    client.force_login(Person.objects.get(name="Analyst 7"))
    line("a page that looks nothing up", spread(lambda: client.get("/account")))
    line("all names looked through", spread(lambda: names_alone(bank)))
    for words in TYPED:
        answer = client.get("/search", {"q": words}, headers=PALETTE).content
        took = spread(lambda words=words: client.get("/search", {"q": words}, headers=PALETTE))
        line(f"{words!r}: {answer.count(OPTION)} shown", took)
    line("'security', the whole page", spread(lambda: client.get("/search", {"q": "security"})))


if __name__ == "__main__":
    try:
        main(*([int(one) for one in NUMBERS] or [10_000, 100]))
    finally:
        connection.close()
        shutil.rmtree(HOME)
        if SERVER:
            SERVER.end()
