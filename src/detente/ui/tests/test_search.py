"""What can be found: registered by the rooms, asked in their order, and only by whoever may see it."""

import pytest

from detente.ui import search
from detente.ui.errors import InvalidNavigation
from detente.ui.search import Hit, HitGroup, SearchProvider, found, register_provider


def finding(*names):
    """Return a way of finding that knows some names."""
    return lambda _request, words, limit: tuple(Hit(one, f"#{one}") for one in names if words in one)[:limit]


VENDORS = SearchProvider("vendors", "Vendors", "layers", 10, finding("aldgate", "alder", "alba"))
FILES = SearchProvider("files", "Evidence", "file", 5, finding("alarms.csv"), "see evidence")


@pytest.fixture(autouse=True)
def no_other_providers(monkeypatch):
    monkeypatch.setattr(search, "_providers", {})


class TestFound:
    def test_comes_in_the_order_that_rooms_ask_for(self):
        register_provider(VENDORS)
        register_provider(FILES)

        groups = found(None, "al", permitted=lambda _: True, at_most=5)

        assert [one.label for one in groups] == ["Evidence", "Vendors"]

    def test_leaves_out_and_does_not_ask_for_what_a_person_may_not_see(self):
        asked = []
        secret = SearchProvider("s", "Secret", "lock", 1, lambda *words: asked.append(words), "see secrets")

        groups = found(None, "al", permitted=lambda _: False, at_most=5, among=(secret, FILES, VENDORS))

        assert [one.name for one in groups] == ["vendors"]
        assert asked == []

    def test_says_that_there_is_more_than_is_shown(self):
        (two,) = found(None, "al", permitted=lambda _: True, at_most=2, among=(VENDORS,))
        (three,) = found(None, "al", permitted=lambda _: True, at_most=3, among=(VENDORS,))

        assert [len(two.hits), two.more] == [2, True]
        assert [len(three.hits), three.more] == [3, False]

    def test_leaves_out_a_kind_of_which_nothing_is_found(self):
        one = HitGroup("files", "Evidence", "file", (Hit("alarms.csv", "#alarms.csv"),))

        assert found(None, "arms", permitted=lambda _: True, at_most=5, among=(VENDORS, FILES)) == (one,)


class TestRegisterProvider:
    def test_takes_the_same_one_twice_and_refuses_another_of_the_name(self):
        register_provider(VENDORS)
        register_provider(VENDORS)

        with pytest.raises(InvalidNavigation, match="called 'vendors'; keep one"):
            register_provider(SearchProvider("vendors", "Suppliers", "layers", 10, finding()))
        assert search.providers() == (VENDORS,)
