"""The pages of notices: the bell, the list, and how one is told; and a role that two people change."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from detente.foundation.notices.contracts import ByMail
from detente.foundation.roles import Role
from detente.foundation.selectors.notices import count_unread, list_notices, show_settings
from detente.foundation.selectors.people import show_person
from detente.foundation.services.change_notice_settings import change_notice_settings
from detente.foundation.services.change_role import change_role
from detente.foundation.tests.people import NOON
from detente.foundation.tests.test_notices import KIND, tell

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


@pytest.fixture
def told(everybody):
    tell(everybody["the_vendor"])
    return everybody["the_ciso"]


def form_of(actor, **other):
    """What the page of settings sends when nothing is changed on it."""
    shown = show_settings(actor=actor)
    sent = {"hour": shown.hour, "zone": shown.zone, "as_read": shown.version}
    for number, kind in enumerate(shown.kinds.values()):
        sent |= {f"app-{number}": "on"} if kind.in_app else {}
        sent |= {f"mail-{number}": kind.by_mail.value}
    return {**sent, **other}


class TestTheBell:
    def test_has_the_number_of_what_is_unread_on_every_page(self, told, browser):
        page = browser(told).get("/people").content.decode()

        assert 'class="dt-bell"' in page
        assert ", 1 unread" in page

    def test_is_told_alone_for_whoever_looks_on(self, told, browser):
        answer = browser(told).get("/notices/bell").content.decode()

        assert answer.startswith('<a class="dt-bell"')
        assert ", 1 unread" in answer


class TestTheList:
    def test_shows_what_was_told_and_where_it_is(self, told, browser):
        page = browser(told).get("/notices").content.decode()

        assert '<a href="/people">The gate was shut.</a>' in page
        assert "Something happened" in page

    def test_says_what_will_stand_there_when_all_is_read(self, the_ciso, browser):
        assert "You have read everything" in browser(the_ciso).get("/notices").content.decode()

    def test_marks_one_as_read(self, told, browser):
        (one,) = list_notices(actor=told).items

        assert browser(told).post(f"/notices/{one.id}/read").status_code == 302
        assert count_unread(actor=told).count == 0

    def test_marks_all_as_read(self, told, browser):
        assert browser(told).post("/notices/read", {"until": NOON.isoformat()}).status_code == 302
        assert count_unread(actor=told).count == 0

    @pytest.mark.parametrize("until", ["2026-13-01T00:00:00", "2026-11-24T12:00:00", "soon", ""])
    def test_marks_all_whatever_moment_the_form_names(self, until, told, browser):
        assert browser(told).post("/notices/read", {"until": until}).status_code == 302

    def test_takes_as_many_queries_with_many_as_with_one(self, everybody, browser, django_assert_num_queries):
        client = browser(everybody["the_ciso"])
        tell(everybody["the_vendor"])
        client.get("/notices")
        with CaptureQueriesContext(connection) as one:
            client.get("/notices")
        for number in range(60):
            tell(everybody["the_vendor"], text=str(number))
        with django_assert_num_queries(len(one)):
            assert "Older unread ones" in client.get("/notices").content.decode()


class TestHowOneIsTold:
    def test_is_chosen_by_kind(self, the_ciso, browser):
        number = list(show_settings(actor=the_ciso).kinds).index(KIND.name)
        sent = form_of(the_ciso, **{f"mail-{number}": "at once", "hour": 6, "zone": "Europe/Vienna"})

        assert browser(the_ciso).post("/account/notices", sent).status_code == 302
        after = show_settings(actor=the_ciso)
        assert after.kinds[KIND.name].by_mail is ByMail.AT_ONCE
        assert (after.hour, after.zone) == (6, "Europe/Vienna")

    def test_says_that_no_mail_is_sent(self, the_ciso, browser):
        assert (
            "This installation sends no e-mail" in browser(the_ciso).get("/account/notices").content.decode()
        )

    def test_that_was_changed_meanwhile_shows_both_and_keeps_what_was_chosen(self, the_ciso, browser):
        mine = form_of(the_ciso, hour=6)
        change_notice_settings(actor=the_ciso, at=NOON, kinds={}, hour=17)

        answer = browser(the_ciso).post("/account/notices", mine)
        page = answer.content.decode()

        assert answer.status_code == 409
        assert "changed how you are told after you had read it" in page
        assert "the daily e-mail at 17:00 UTC" in page
        assert '<option value="6" selected>' in page
        assert browser(the_ciso).post("/account/notices", {**mine, "as_read": "1"}).status_code == 302
        assert show_settings(actor=the_ciso).hour == 6

    def test_takes_no_hour_that_there_is_not(self, the_ciso, browser):
        assert browser(the_ciso).post("/account/notices", form_of(the_ciso, hour=25)).status_code == 422


class TestARoleThatWasChangedMeanwhile:
    def test_shows_both_versions_and_keeps_what_was_chosen(self, the_ciso, the_analyst, browser):
        read = show_person(actor=the_ciso, person=the_analyst.person).version
        change_role(actor=the_ciso, person=the_analyst.person, role=Role.CISO, at=NOON)
        address = f"/people/{the_analyst.person}/role"

        answer = browser(the_ciso).post(address, {"role": "auditor", "as_read": read})
        page = answer.content.decode()

        assert answer.status_code == 409
        assert f"<bdi>{the_ciso.name}</bdi> changed {the_analyst.name}’s role" in page
        assert "<dd>ciso</dd>" in page
        assert "<dd>auditor</dd>" in page
        assert re.search(r'value="auditor"[^>]*checked', page)
        again = re.search(r'name="as_read" value="(\d+)"', page)[1]
        assert browser(the_ciso).post(address, {"role": "auditor", "as_read": again}).status_code == 302
