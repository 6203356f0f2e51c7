"""Who is told what, how, and what becomes of it."""

from datetime import timedelta

import pytest

from detente.foundation.as_read import ChangedMeanwhile
from detente.foundation.models import Membership, NoticeMark
from detente.foundation.notices.contracts import ByMail, NoSuchNotice, Told, UnfitNoticeSettings
from detente.foundation.notices.kinds import KindExists, register_kind
from detente.foundation.notices.notify import notify
from detente.foundation.roles import Role
from detente.foundation.selectors.notices import count_unread, list_notices, show_settings
from detente.foundation.services.change_notice_settings import change_notice_settings
from detente.foundation.services.mark_all_notices_read import mark_all_notices_read
from detente.foundation.services.mark_notice_read import mark_notice_read
from detente.foundation.services.stop_mail import stop_mail
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import BANK, NOON, SUPPLIER

KIND = register_kind(
    "tests.something_happened",
    "Something happened",
    frozenset({Role.CISO, Role.ANALYST, Role.VENDOR_LEAD}),
)


def tell(by, *, at=NOON, text="The gate was shut.", **more):
    with acting_for(by.organisation, writes=True):
        return notify(KIND, at=at, to=[BANK, SUPPLIER], text=text, page=("people",), by=by, **more)


def texts(actor, **more):
    return [one.text for one in list_notices(actor=actor, **more).items]


class TestNotify:
    def test_tells_both_sides_by_their_roles_but_not_whoever_did_it(self, everybody):
        assert tell(everybody["the_vendor"]) == 2

        assert texts(everybody["the_ciso"]) == texts(everybody["the_analyst"]) == ["The gate was shut."]
        for one in ("the_vendor", "the_director", "the_stranger", "the_rival", "the_host", "the_contributor"):
            assert texts(everybody[one]) == []

    def test_tells_nobody_who_has_left(self, everybody):
        Membership.objects.filter(pk=everybody["the_ciso"].membership).update(ended_at=NOON)

        assert tell(everybody["the_vendor"]) == 1

    def test_tells_one_person_alone_even_if_they_did_it(self, everybody):
        ciso = everybody["the_ciso"]

        assert tell(ciso, only=ciso.person) == 1
        assert texts(everybody["the_analyst"]) == []

    def test_says_once_what_a_chore_finds_again_and_again(self, everybody):
        assert tell(everybody["the_vendor"], once="certificate 17") == 2
        assert tell(everybody["the_vendor"], once="certificate 17") == 0
        assert tell(everybody["the_vendor"], once="certificate 18") == 2

    def test_cuts_what_is_too_long_and_says_so(self, everybody):
        tell(everybody["the_vendor"], text="very " * 100)

        (said,) = texts(everybody["the_ciso"])
        assert len(said) == 300
        assert said.endswith("…")

    def test_writes_nothing_for_whoever_wants_nothing(self, everybody):
        ciso = everybody["the_ciso"]
        change_notice_settings(
            actor=ciso, at=NOON, kinds={KIND.name: Told(in_app=False, by_mail=ByMail.NONE)}
        )

        assert tell(everybody["the_vendor"]) == 1
        assert texts(ciso) == []

    def test_keeps_from_the_app_what_is_wanted_by_mail_alone(self, everybody):
        ciso = everybody["the_ciso"]
        change_notice_settings(
            actor=ciso, at=NOON, kinds={KIND.name: Told(in_app=False, by_mail=ByMail.DIGEST)}
        )

        assert tell(everybody["the_vendor"]) == 2
        assert texts(ciso) == []
        assert count_unread(actor=ciso).count == 0


class TestReading:
    def test_takes_a_notice_out_of_the_unread_and_keeps_it_among_the_read(self, everybody):
        ciso = everybody["the_ciso"]
        tell(everybody["the_vendor"])
        (told,) = list_notices(actor=ciso).items

        read = mark_notice_read(actor=ciso, at=NOON, notice=told.id)

        assert read.read_at == NOON
        assert count_unread(actor=ciso).count == 0
        assert texts(ciso, read=True) == ["The gate was shut."]

    def test_of_somebody_elses_notice_is_refused_as_if_it_were_not_there(self, everybody):
        tell(everybody["the_vendor"])
        (told,) = list_notices(actor=everybody["the_ciso"]).items

        for who in ("the_analyst", "the_vendor", "the_stranger"):
            with pytest.raises(NoSuchNotice):
                mark_notice_read(actor=everybody[who], at=NOON, notice=told.id)

    def test_of_all_leaves_what_came_after_the_page_was_shown(self, everybody):
        ciso = everybody["the_ciso"]
        tell(everybody["the_vendor"])
        tell(everybody["the_vendor"], at=NOON + timedelta(minutes=1), text="It was opened.")

        left = mark_all_notices_read(actor=ciso, at=NOON + timedelta(minutes=2), until=NOON)

        assert left.count == 1
        assert texts(ciso) == ["It was opened."]

    def test_of_all_leaves_those_of_others_unread(self, everybody):
        tell(everybody["the_vendor"])

        mark_all_notices_read(actor=everybody["the_ciso"], at=NOON)

        assert count_unread(actor=everybody["the_analyst"]).count == 1

    def test_is_counted_to_99(self, everybody):
        ciso = everybody["the_ciso"]
        for number in range(101):
            tell(everybody["the_vendor"], text=str(number), only=ciso.person)

        counted = count_unread(actor=ciso)

        assert (counted.count, counted.more) == (99, True)

    def test_survives_a_change_of_role(self, everybody):
        analyst = everybody["the_analyst"]
        tell(everybody["the_vendor"])
        Membership.objects.filter(pk=analyst.membership).update(ended_at=NOON)
        Membership.objects.create(person_id=analyst.person, organisation_id=BANK, role="director", since=NOON)

        assert texts(analyst) == ["The gate was shut."]


class TestSettings:
    def test_are_the_app_and_the_daily_mail_until_somebody_says_otherwise(self, the_ciso):
        found = show_settings(actor=the_ciso)

        assert found.kinds[KIND.name] == Told(in_app=True, by_mail=ByMail.DIGEST)
        assert (found.hour, found.zone, found.version) == (8, "UTC", "0")
        assert not found.mail_is_sent

    def test_name_no_kind_that_the_role_is_not_told_of(self, the_director):
        assert KIND.name not in show_settings(actor=the_director).kinds
        with pytest.raises(UnfitNoticeSettings, match=r"no kind 'tests\.something_happened'"):
            change_notice_settings(actor=the_director, at=NOON, kinds={KIND.name: Told()})

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"hour": 24}, "24 is no hour"),
            ({"zone": "../x"}, "no time zone"),
            ({"zone": "Mars/Sea"}, "no time zone"),
        ],
    )
    def test_that_make_no_sense_are_refused(self, wrong, message, the_ciso):
        with pytest.raises(UnfitNoticeSettings, match=message):
            change_notice_settings(actor=the_ciso, at=NOON, kinds={}, **wrong)

    def test_that_somebody_changed_meanwhile_are_not_overwritten(self, the_ciso):
        read = show_settings(actor=the_ciso)
        change_notice_settings(actor=the_ciso, at=NOON, kinds={}, hour=17, as_read=read.version)

        with pytest.raises(ChangedMeanwhile, match=r"17:00 UTC.*You wrote: the daily e-mail at 6:00") as told:
            change_notice_settings(actor=the_ciso, at=NOON, kinds={}, hour=6, as_read=read.version)

        assert show_settings(actor=the_ciso).hour == 17
        change_notice_settings(actor=the_ciso, at=NOON, kinds={}, hour=6, as_read=told.value.now.version)
        assert show_settings(actor=the_ciso).hour == 6

    def test_without_the_daily_mail_keep_what_comes_at_once(self, the_ciso):
        change_notice_settings(
            actor=the_ciso, at=NOON, kinds={KIND.name: Told(in_app=True, by_mail=ByMail.AT_ONCE)}
        )

        after = stop_mail(actor=the_ciso, at=NOON)

        assert after.kinds.pop(KIND.name) == Told(in_app=True, by_mail=ByMail.AT_ONCE)
        assert {one.by_mail for one in after.kinds.values()} == {ByMail.NONE}
        assert stop_mail(actor=the_ciso, at=NOON, kind=KIND.name).kinds[KIND.name] == Told(
            in_app=True, by_mail=ByMail.NONE
        )


class TestKinds:
    def test_of_one_name_are_refused(self):
        with pytest.raises(KindExists):
            register_kind(KIND.name, "Something else", KIND.roles)


class TestMarks:
    def test_wait_for_the_digest_even_where_no_mail_is_sent(self, everybody):
        tell(everybody["the_vendor"])

        with acting_for(everybody["the_ciso"].organisation, writes=False):
            assert set(NoticeMark.objects.values_list("for_digest", "mailing")) == {(True, None)}
