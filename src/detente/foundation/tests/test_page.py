"""A long list, page by page: each row once, however many share a moment, and whatever was tampered with."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.foundation.identifiers import LARGEST
from detente.foundation.models import Organisation
from detente.foundation.page import NoSuchPosition, latest_first, number_in, position_after
from detente.foundation.tests.people import NOON


def pages(limit):
    """Yield the pages of all organisations."""
    after = None
    while True:
        page = latest_first(
            Organisation.objects.all(),
            by="created_at",
            after=after,
            limit=limit,
            to_item=lambda row: (row.created_at, row.pk),
        )
        yield page.items
        after = page.next
        if after is None:
            return


@pytest.mark.django_db
class TestLatestFirst:
    @pytest.mark.parametrize("limit", [1, 2, 3, 7, 10, 11])
    def test_gives_each_row_once_in_order_though_some_share_a_moment(self, limit):
        moments = [NOON + timedelta(microseconds=number // 3) for number in range(10)]
        Organisation.objects.bulk_create(Organisation(name="o", created_at=one) for one in moments)

        seen = [item for page in pages(limit) for item in page]

        assert seen == sorted(seen, reverse=True)
        assert len(set(seen)) == 10

    def test_gives_an_empty_page_of_nothing(self):
        assert list(pages(3)) == [()]

    def test_is_shifted_by_no_row_that_comes_meanwhile(self):
        Organisation.objects.bulk_create(
            Organisation(name="o", created_at=NOON - timedelta(days=one)) for one in range(4)
        )
        walk = pages(2)
        first = next(walk)
        Organisation.objects.create(name="new", created_at=NOON + timedelta(days=1))
        second = next(walk)

        assert len({*first, *second}) == 4


class TestAPosition:
    @pytest.mark.parametrize(
        "words",
        [
            "",
            "x",
            "~",
            "2026-01-01~1",
            "2026-01-01T00:00:00~1",
            f"2026-01-01T00:00:00+00:00~{2**63}",
            "~" * 99,
        ],
    )
    def test_that_no_page_gave_is_refused(self, words):
        with pytest.raises(NoSuchPosition, match="use the `next`"):
            position_after(words)

    @given(st.text())
    def test_is_read_or_refused(self, words):
        try:
            moment, number = position_after(words)
        except NoSuchPosition:
            return
        assert moment.tzinfo is not None
        assert abs(number) <= LARGEST


class TestANumberInAnAddress:
    @given(st.text() | st.integers().map(str))
    def test_is_one_that_the_database_takes_or_is_refused(self, words):
        try:
            number = number_in({"after": words}, "after")
        except NoSuchPosition:
            assert not words.isdecimal() or len(words) >= len(str(LARGEST))
            return
        assert 0 <= number <= LARGEST if words else number is None
