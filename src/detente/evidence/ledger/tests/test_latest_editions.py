"""The latest edition of a public list, as a customer held it on a day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from detente.evidence.imports.tests.bringing import LATER, bring, kev, started
from detente.evidence.ledger.selectors import latest_editions
from detente.evidence.ledger.services.retract_document import retract_document
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import NOON

ONE, TWO = ("CVE-2026-0001", "Acme", "2026-01-10"), ("CVE-2026-0002", "Borealis", "2026-02-10")
MARCH, MAY = "2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z"
A_DAY = timedelta(days=1)


@pytest.fixture
def held(the_analyst):
    """Return the latest edition of the catalogue at each of some moments: its document, or None."""

    def asked(*moments):
        with acting_for(the_analyst.organisation, writes=False):
            found = latest_editions(the_analyst.organisation, moments)
        return [one["cisa-kev"] if one else None for one in found]

    return asked


@pytest.fixture
def two_editions(the_analyst, tmp_path):
    started(the_analyst)
    first = bring(the_analyst, kev(tmp_path, ONE, TWO, released=MARCH)).files[0].document
    more = (ONE, TWO, ("CVE-2026-3", "Acme", "2026-03-10"))
    second = bring(the_analyst, kev(tmp_path, *more, released=MAY), at=LATER).files[0].document
    return first, second


class TestTheLatestEdition:
    def test_is_by_its_own_date_as_it_was_known_and_true(self, two_editions, held):
        first, second = two_editions
        april = datetime(2026, 4, 15, tzinfo=UTC)

        found = held((LATER, LATER), (NOON, NOON), (april, LATER), (NOON, NOON - A_DAY))

        assert [one and one.document for one in found] == [second, first, first, None]
        assert (found[0].name, found[0].edition_at) == ("kev.json", datetime(2026, 5, 31, tzinfo=UTC))

    def test_is_the_one_before_when_it_is_retracted(self, two_editions, held, the_analyst):
        first, second = two_editions
        retract_document(actor=the_analyst, at=LATER + A_DAY, document=second, reason="wrong")

        found = held((LATER, LATER), (LATER + A_DAY, LATER + A_DAY))

        assert [one.document for one in found] == [second, first]

    def test_is_none_of_which_rows_were_rejected_nor_one_that_lists_nothing(
        self, two_editions, held, the_analyst, tmp_path
    ):
        wrong = ("CVE-2026-4", "Acme", "soon")
        bring(the_analyst, kev(tmp_path, ONE, wrong, released="2026-06-30T00:00:00Z"), at=LATER + A_DAY)
        bring(the_analyst, kev(tmp_path, released="2026-07-31T00:00:00Z"), at=LATER + A_DAY)

        assert held((LATER + A_DAY, LATER + A_DAY))[0].document == two_editions[1]

    def test_says_what_it_lists_under_names_of_nobodys(self, two_editions, held):
        (one,) = held((LATER, LATER))

        assert [record.cve for record in one.nobodys] == ["CVE-2026-0002"]

    def test_of_an_older_release_that_arrives_late_does_not_take_its_place(
        self, two_editions, held, the_analyst, tmp_path
    ):
        old = kev(tmp_path, ONE, released="2026-02-28T00:00:00Z", name="old.json")
        bring(the_analyst, old, at=LATER + A_DAY)

        assert held((LATER + A_DAY, LATER + A_DAY))[0].document == two_editions[1]

    def test_takes_two_queries_however_many_moments(self, two_editions, held):
        with CaptureQueriesContext(connection) as taken:
            held((LATER, LATER), (NOON, NOON), (NOON, NOON - A_DAY))

        assert sum(" FROM " in one["sql"] for one in taken) == 2
