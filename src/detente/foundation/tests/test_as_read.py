"""Two people change one thing: the second is told, and nothing is overwritten unseen."""

import pytest

from detente.foundation.as_read import ChangedMeanwhile
from detente.foundation.roles import Role
from detente.foundation.selectors.people import show_person
from detente.foundation.services.change_role import change_role
from detente.foundation.services.end_membership import end_membership
from detente.foundation.tests.people import NOON


class TestAChangeThatSomebodyElseMadeMeanwhile:
    def test_is_not_overwritten_and_the_second_is_told_who_changed_what(self, everybody):
        ciso, analyst = everybody["the_ciso"], everybody["the_analyst"]
        read = show_person(actor=ciso, person=analyst.person).version
        change_role(actor=ciso, person=analyst.person, role=Role.CISO, at=NOON, as_read=read)

        with pytest.raises(ChangedMeanwhile) as told:
            change_role(actor=ciso, person=analyst.person, role=Role.AUDITOR, at=NOON, as_read=read)

        now = told.value.now
        assert (now.words, now.by, now.at, told.value.yours) == ("ciso", ciso.name, NOON, "auditor")
        assert show_person(actor=ciso, person=analyst.person).role is Role.CISO

    def test_keeps_a_membership_from_being_ended_unseen(self, everybody):
        ciso, analyst = everybody["the_ciso"], everybody["the_analyst"]
        read = show_person(actor=ciso, person=analyst.person).version
        change_role(actor=ciso, person=analyst.person, role=Role.CISO, at=NOON)

        with pytest.raises(ChangedMeanwhile):
            end_membership(actor=ciso, person=analyst.person, at=NOON, as_read=read)

    def test_may_be_overwritten_once_it_was_read(self, everybody):
        ciso, analyst = everybody["the_ciso"], everybody["the_analyst"]
        change_role(actor=ciso, person=analyst.person, role=Role.CISO, at=NOON)
        read = show_person(actor=ciso, person=analyst.person).version

        change_role(actor=ciso, person=analyst.person, role=Role.AUDITOR, at=NOON, as_read=read)

        assert show_person(actor=ciso, person=analyst.person).role is Role.AUDITOR
