"""Words are kept with each row, folded, for its parties alone, and found by how they begin."""

import re

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from detente.foundation.models import SearchWord
from detente.foundation.search_index import fill_the_index
from detente.foundation.search_words import LONGEST_WORD, MOST_WORDS, search_words
from detente.foundation.selectors.found_targets import found_targets
from detente.foundation.tenancy import NoScope, Visibility, acting_for, acting_for_the_installation
from detente.foundation.tests.people import BANK, RIVAL, SUPPLIER
from detente.site.tests.planted.models import Memo

KIND = "memo"


def memo(text, *, customer=BANK, vendor=SUPPLIER, visibility=Visibility.SHARED):
    """Store a memo and return its number."""
    with acting_for_the_installation(because="tests plant rows of everybody"):
        row = Memo.objects.create(customer_id=customer, vendor_id=vendor, visibility=visibility, text=text)
    return row.pk


def found(actor, words, limit=20):
    with acting_for(actor.organisation, writes=False):
        return found_targets(actor=actor, kind=KIND, words=words, limit=limit)


class TestSearchWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("ÖBB-Personenverkehr AG", ["obb", "personenverkehr", "ag"]),
            ("STRASSE Straße", ["strasse"]),
            ("İstanbul", ["istanbul"]),
            ("مرحبا بالعالم", ["مرحبا", "بالعالم"]),
            ("100%_of\0it\u202e", ["100", "of", "it"]),
            ("\U0001f9ff !? ()", []),
            ("ﬁle Ⅳ", ["file", "iv"]),
        ],
    )
    def test_are_the_same_however_they_are_written(self, text, words):
        assert search_words(text) == words

    def test_are_no_longer_and_no_more_than_can_be_kept(self):
        assert search_words("x" * 10_000) == ["x" * LONGEST_WORD]
        assert len(search_words(" ".join(map(str, range(10_000))))) == MOST_WORDS


@pytest.mark.django_db
class TestFoundTargets:
    def test_begin_with_each_word_that_was_typed_in_any_order_and_case(self, the_ciso):
        both, one = memo("Kestrel Séc\u0327urity"), memo("Kestrel Networks")

        assert set(found(the_ciso, "KES")) == {both, one}
        assert found(the_ciso, "sec kestrel") == [both]
        assert found(the_ciso, "kestrel kestr") == sorted({both, one})
        assert found(the_ciso, "estrel") == []

    def test_have_the_whole_word_before_its_beginning(self, the_ciso):
        longer, whole = memo("gateway"), memo("gate")

        assert found(the_ciso, "gate") == [whole, longer]

    @pytest.mark.parametrize("typed", ["", "  ", "%", "_", "*", "'", "\\", "-- ;", "\U0001f9ff"])
    def test_are_none_where_no_letter_was_typed(self, the_ciso, typed):
        memo("100% of it_all \\ * '")

        assert found(the_ciso, typed) == []

    def test_are_those_of_the_acting_organisation_and_side_alone(
        self, the_ciso, the_vendor, the_rival, the_stranger, the_host
    ):
        shared = memo("alpha")
        mine = memo("alpha", visibility=Visibility.CUSTOMER)
        theirs = memo("alpha", visibility=Visibility.VENDOR)
        memo("alpha", vendor=RIVAL, visibility=Visibility.CUSTOMER)

        assert set(found(the_ciso, "alpha")) > {shared, mine}
        assert theirs not in found(the_ciso, "alpha")
        assert set(found(the_vendor, "alpha")) == {shared, theirs}
        assert found(the_rival, "alpha") == found(the_stranger, "alpha") == found(the_host, "alpha") == []

    def test_are_each_there_once_and_no_more_than_asked_for(self, the_ciso):
        four = [memo("beta betamax betatest") for _ in range(4)]

        assert sorted(found(the_ciso, "bet")) == sorted(four)
        assert len(found(the_ciso, "bet", limit=1)) == 1

    def test_take_one_query_however_many_there_are(self, the_ciso):
        with acting_for_the_installation(because="tests plant rows of everybody"):
            Memo.objects.bulk_create(
                Memo(customer_id=BANK, vendor_id=SUPPLIER, visibility=Visibility.SHARED, text=f"vendor {n}")
                for n in range(500)
            )

        with acting_for(the_ciso.organisation, writes=False), CaptureQueriesContext(connection) as taken:
            targets = found_targets(actor=the_ciso, kind=KIND, words="vend 4", limit=5)

        assert len(taken) == 1
        assert len(targets) == 5

    def test_are_looked_up_in_an_index(self, the_ciso):
        with acting_for_the_installation(because="tests plant rows of everybody"):
            Memo.objects.bulk_create(
                Memo(customer_id=BANK, vendor_id=SUPPLIER, visibility=Visibility.SHARED, text=f"w{n} vendor")
                for n in range(3_000)
            )
            if connection.vendor == "postgresql":
                connection.cursor().execute("ANALYZE foundation_searchword")
        with acting_for(the_ciso.organisation, writes=False), CaptureQueriesContext(connection) as taken:
            found_targets(actor=the_ciso, kind=KIND, words="w123", limit=5)

            with connection.cursor() as cursor:
                explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
                cursor.execute(f"{explain} {taken[0]['sql']}")
                plan = "\n".join(str(row) for row in cursor.fetchall())

        assert "words_of_customers" in plan
        assert re.search(r"Index Cond:.*>= 'w123'|word>\?", plan)

    def test_are_not_told_outside_a_scope(self, the_ciso):
        with pytest.raises(NoScope):
            found_targets(actor=the_ciso, kind=KIND, words="a", limit=5)


@pytest.mark.django_db
class TestTheIndex:
    def test_is_filled_once_after_an_upgrade(self, the_ciso):
        number = memo("stored before")
        with acting_for_the_installation(because="a test takes the words away"):
            SearchWord.objects.all().delete()
        assert found(the_ciso, "stored") == []

        filled, again = fill_the_index(), fill_the_index()

        assert (filled, again) == (1, 0)
        assert found(the_ciso, "stored") == [number]

    def test_is_each_partys_own_in_the_database_too(self, the_rival):
        memo("alpha")
        if connection.vendor != "postgresql":
            pytest.skip("SQLite has no row-level security")

        with acting_for(the_rival.organisation, writes=False), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM foundation_searchword")
            assert cursor.fetchone() == (0,)
        with (
            pytest.raises(ProgrammingError, match="row-level security"),
            acting_for(the_rival.organisation, writes=True),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "INSERT INTO foundation_searchword (customer_id, vendor_id, visibility, side, kind, word, rank,"
                " target) VALUES (%s, %s, 0, 'customer', 'x', 'x', 0, 1)",
                [BANK, SUPPLIER],
            )
