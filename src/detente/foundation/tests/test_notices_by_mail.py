"""E-mail: at once, once a day, of invitations; once at most."""

from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from pydantic import SecretStr

from detente.foundation.models import Invitation, Mailing, Membership
from detente.foundation.notices.contracts import ByMail, Told
from detente.foundation.notices.digests import make_digests
from detente.foundation.notices.sending import MOST_ATTEMPTS, send_waiting_mail
from detente.foundation.notices.unsubscribing import link_that_stops
from detente.foundation.roles import Role
from detente.foundation.selectors.notices import list_notices, show_settings
from detente.foundation.services.accept_invitation import accept_invitation
from detente.foundation.services.change_notice_settings import change_notice_settings
from detente.foundation.services.invite_person import invite_person
from detente.foundation.services.mark_all_notices_read import mark_all_notices_read
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.people import BANK, NOON, PASSWORD, SUPPLIER
from detente.foundation.tests.test_notices import KIND, tell

LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def mail_is_set_up(settings):
    settings.MAIL_FROM = "detente@example.org"
    settings.PUBLIC_URL = "https://detente.example"


@pytest.fixture
def at_once(the_ciso):
    """Let the CISO be told by e-mail at once."""
    change_notice_settings(
        actor=the_ciso, at=NOON, kinds={KIND.name: Told(in_app=True, by_mail=ByMail.AT_ONCE)}
    )
    return the_ciso


def failing(monkeypatch, error, *, at="send_messages"):
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(EmailBackend, at, fail)


def mailings():
    with acting_for_the_installation(because="a test looks"):
        return list(Mailing.objects.order_by("pk").values_list("state", flat=True))


class TestMailAtOnce:
    def test_goes_to_whoever_asked_for_it_once(self, everybody, at_once):
        tell(everybody["the_vendor"])

        assert send_waiting_mail(LATER) == 1
        assert send_waiting_mail(LATER) == 0
        (sent,) = mail.outbox
        assert sent.to == [at_once.email]
        assert sent.subject == "Détente: Something happened"
        assert "The gate was shut.\nhttps://detente.example/people" in sent.body
        assert sent.from_email == "detente@example.org"

    def test_is_the_same_in_html_with_nothing_to_fetch(self, everybody, at_once):
        tell(everybody["the_vendor"], text="<b>shut</b>")
        send_waiting_mail(LATER)

        ((html, kind),) = mail.outbox[0].alternatives
        assert kind == "text/html"
        assert "&lt;b&gt;shut&lt;/b&gt;" in html
        assert "<img" not in html
        assert "style" not in html

    def test_is_not_sent_when_its_notice_was_read_before(self, everybody, at_once):
        tell(everybody["the_vendor"])
        mark_all_notices_read(actor=at_once, at=NOON)

        assert send_waiting_mail(LATER) == 0
        assert mailings() == ["needless"]

    def test_is_not_sent_to_somebody_who_has_left(self, everybody, at_once):
        tell(everybody["the_vendor"])
        Membership.objects.filter(pk=at_once.membership).update(ended_at=NOON)

        assert send_waiting_mail(LATER) == 0
        assert mail.outbox == []

    def test_is_neither_written_nor_sent_without_a_mail_server(self, everybody, at_once, settings):
        settings.MAIL_FROM = ""
        tell(everybody["the_vendor"])

        assert (send_waiting_mail(LATER), make_digests(LATER), mailings()) == (0, 0, [])
        assert len(list_notices(actor=at_once).items) == 1

    @pytest.mark.parametrize(
        ("error", "at"),
        [
            (ConnectionRefusedError("nobody"), "open"),
            (SMTPDataError(451, b"busy"), "send_messages"),
            (SMTPRecipientsRefused({"a@b": (450, b"later")}), "send_messages"),
        ],
    )
    def test_that_certainly_was_not_sent_is_tried_again_later(
        self, error, at, everybody, at_once, monkeypatch
    ):
        tell(everybody["the_vendor"])
        with monkeypatch.context() as broken:
            failing(broken, error, at=at)
            assert send_waiting_mail(LATER) == 0

        assert send_waiting_mail(LATER) == 0, "it waits a little first"
        assert send_waiting_mail(LATER + timedelta(minutes=2)) == 1

    @pytest.mark.parametrize(
        "error",
        [
            SMTPDataError(554, b"no"),
            SMTPRecipientsRefused({"a@b": (550, b"no")}),
            SMTPServerDisconnected("gone"),
        ],
    )
    def test_that_was_refused_or_may_have_gone_out_is_never_sent_again(
        self, error, everybody, at_once, monkeypatch
    ):
        tell(everybody["the_vendor"])
        with monkeypatch.context() as broken:
            failing(broken, error)
            send_waiting_mail(LATER)

        assert send_waiting_mail(LATER + timedelta(days=1)) == 0
        assert mailings() == ["failed"]

    def test_is_given_up_in_the_end(self, everybody, at_once, monkeypatch):
        tell(everybody["the_vendor"])
        failing(monkeypatch, ConnectionRefusedError("nobody"), at="open")
        for day in range(MOST_ATTEMPTS + 1):
            send_waiting_mail(LATER + timedelta(days=day))

        assert mailings() == ["failed"]


class TestTheDailyMail:
    def test_has_all_that_is_unread_and_comes_once_a_day(self, everybody, the_ciso):
        for minutes, text in enumerate(("One.", "Two.")):
            at = NOON + timedelta(minutes=minutes)
            tell(everybody["the_vendor"], at=at, text=text, only=the_ciso.person)

        assert make_digests(LATER) == 1
        tell(everybody["the_vendor"], text="Three.", only=the_ciso.person)
        assert make_digests(LATER) == 0
        send_waiting_mail(LATER)

        (sent,) = mail.outbox
        assert sent.subject == "What happened in Détente"
        assert sent.body.index("One.") < sent.body.index("Two.")
        assert "Three." not in sent.body
        assert make_digests(LATER + timedelta(days=1)) == 1, "the third comes the next day"

    def test_waits_for_the_hour_that_the_reader_chose_by_their_own_clock(self, everybody, the_ciso):
        change_notice_settings(actor=the_ciso, at=NOON, kinds={}, hour=18, zone="Asia/Tokyo")
        tell(everybody["the_vendor"], only=the_ciso.person)
        day = datetime(2026, 11, 25, tzinfo=ZoneInfo("Asia/Tokyo"))

        assert make_digests(day + timedelta(hours=17, minutes=59)) == 0
        assert make_digests(day + timedelta(hours=18)) == 1

    def test_is_not_made_of_what_was_read(self, everybody, the_ciso):
        tell(everybody["the_vendor"], only=the_ciso.person)
        mark_all_notices_read(actor=the_ciso, at=NOON)

        assert make_digests(LATER) == 0

    def test_goes_to_each_side_with_its_own_link_to_stop_it(self, everybody):
        ciso = everybody["the_ciso"]
        tell(ciso)  # the analyst and the vendor

        assert make_digests(LATER) == 2
        send_waiting_mail(LATER)
        links = {one.to[0]: one.extra_headers["List-Unsubscribe"] for one in mail.outbox}
        vendor = everybody["the_vendor"]
        own = link_that_stops(person=vendor.person, organisation=SUPPLIER, kind=None)
        assert links[vendor.email] == f"<{own}>"
        assert len(set(links.values())) == 2
        assert {one.extra_headers["List-Unsubscribe-Post"] for one in mail.outbox} == {
            "List-Unsubscribe=One-Click"
        }


class TestTheLinkThatStops:
    def path(self, actor, kind):
        link = link_that_stops(person=actor.person, organisation=actor.organisation, kind=kind)
        return link.removeprefix("https://detente.example")

    def test_stops_by_one_post_without_signing_in(self, the_ciso, browser):
        answer = browser(None).post(self.path(the_ciso, KIND.name), {"List-Unsubscribe": "One-Click"})

        assert answer.status_code == 200
        assert show_settings(actor=the_ciso).kinds[KIND.name] == Told(in_app=True, by_mail=ByMail.NONE)

    def test_only_asks_when_it_is_followed(self, the_ciso, browser):
        answer = browser(None).get(self.path(the_ciso, None))

        assert "Stop this e-mail?" in answer.content.decode()
        assert show_settings(actor=the_ciso).version == "0"

    def test_that_is_not_whole_stops_nothing(self, the_ciso, browser):
        assert browser(None).post(self.path(the_ciso, None)[:-1]).status_code == 404
        assert show_settings(actor=the_ciso).version == "0"

    def test_of_somebody_who_has_left_does_nothing(self, the_ciso, browser):
        Membership.objects.filter(pk=the_ciso.membership).update(ended_at=NOON)

        assert browser(None).post(self.path(the_ciso, None)).status_code == 200


class TestInvitations:
    def test_are_mailed_with_a_link_of_their_own_that_nobody_keeps(self, the_ciso):
        made = invite_person(actor=the_ciso, email="new@example.org", role=Role.ANALYST, at=NOON)

        assert send_waiting_mail(LATER) == 1
        (sent,) = mail.outbox
        secret = sent.body.split("/invitations/")[1].split()[0]
        assert secret not in made.link
        with acting_for_the_installation(because="a test looks"):
            (kept,) = Invitation.objects.values_list("mailed_digest", flat=True)
        assert kept not in (None, secret)
        joined = accept_invitation(secret=secret, name="Nia New", password=SecretStr(PASSWORD), at=LATER)
        assert (joined.organisation, joined.role) == (BANK, Role.ANALYST)

    def test_that_were_withdrawn_are_not(self, the_ciso):
        invite_person(actor=the_ciso, email="new@example.org", role=Role.ANALYST, at=NOON)
        with acting_for_the_installation(because="a test withdraws it"):
            Invitation.objects.update(withdrawn_at=NOON)

        assert send_waiting_mail(LATER) == 0
