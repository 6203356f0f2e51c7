"""The side bar's entries, and the theme that a cookie asks for."""

import pytest
from django.urls import path

from detente.ui import navigation
from detente.ui.components.icon.icon import icon
from detente.ui.errors import InvalidNavigation, UnknownIcon
from detente.ui.navigation import NavEntry, navigation_links, register
from detente.ui.shell import theme_from

urlpatterns = [
    path("vendors/", lambda _: None, name="vendors"),
    path("vendors/new/", lambda _: None, name="new"),
]

VENDORS = NavEntry("Vendors", "vendors", "layers", 10)
NEW = NavEntry("New", "new", "plus", 20, permission="add vendors")


@pytest.fixture(autouse=True)
def no_other_entries(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})


@pytest.mark.urls(__name__)
class TestNavigationLinks:
    def test_stand_in_the_order_that_rooms_ask_for(self):
        register(NEW)
        register(VENDORS)

        labels = [link.label for link in navigation_links(path="/", permitted=lambda _: True)]

        assert labels == ["Vendors", "New"]

    def test_leave_out_what_a_person_may_not_see(self):
        seen = navigation_links(path="/", permitted=lambda _: False, among=(VENDORS, NEW))

        assert [link.label for link in seen] == ["Vendors"]

    @pytest.mark.parametrize(
        ("address", "current"),
        [("/vendors/", "Vendors"), ("/vendors/7/", "Vendors"), ("/vendors/new/", "New")],
    )
    def test_mark_the_closest_page_as_current(self, address, current):
        links = navigation_links(path=address, permitted=lambda _: True, among=(VENDORS, NEW))

        assert [link.label for link in links if link.current] == [current]

    def test_mark_nothing_elsewhere(self):
        links = navigation_links(path="/vendors-of-others/", permitted=lambda _: True, among=(VENDORS,))

        assert not any(link.current for link in links)

    def test_carry_counts_by_page(self):
        (link,) = navigation_links(
            path="/", permitted=lambda _: True, counts={"vendors": 40}, among=(VENDORS,)
        )

        assert link.count == 40

    def test_refuse_a_page_that_does_not_exist(self):
        with pytest.raises(InvalidNavigation, match="'gone', which is no page"):
            navigation_links(path="/", permitted=lambda _: True, among=(NavEntry("Gone", "gone", "flag", 1),))


class TestRegister:
    def test_takes_the_same_entry_twice(self):
        assert register(VENDORS) == register(NavEntry("Vendors", "vendors", "layers", 10))
        assert navigation.entries() == (VENDORS,)

    def test_refuses_two_entries_to_one_page(self):
        register(VENDORS)

        with pytest.raises(InvalidNavigation, match="'Vendors' and 'Suppliers'; keep one"):
            register(NavEntry("Suppliers", "vendors", "layers", 10))


class TestThemeFrom:
    @pytest.mark.parametrize(
        ("cookies", "theme"), [({}, "auto"), ({"theme": "dark"}, "dark"), ({"theme": '"><script>'}, "auto")]
    )
    def test_takes_known_words_only(self, cookies, theme):
        assert theme_from(cookies) == theme


class TestIcon:
    def test_that_nobody_drew_is_refused_with_the_ones_there_are(self):
        with pytest.raises(UnknownIcon, match=r"ui/icons/unicorn.svg or use one of alert"):
            icon("unicorn")
