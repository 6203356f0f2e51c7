"""How people get in, what they become, and how they go."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from detente.foundation.access import actor_of, actor_of_membership
from detente.foundation.addresses import WrongAddress
from detente.foundation.contracts import INVITATION_DAYS, MAY_GIVE
from detente.foundation.errors import NotPermitted
from detente.foundation.models import AuditPayload, Invitation, Membership, Organisation, Person
from detente.foundation.passwords import WeakPassword
from detente.foundation.roles import Role
from detente.foundation.selectors.invitations import NoSuchInvitation, invitation_behind, list_invitations
from detente.foundation.selectors.people import NoSuchColleague, list_people, show_myself
from detente.foundation.services.accept_invitation import (
    AccountExists,
    Overtaken,
    SomebodyElse,
    accept_invitation,
    join_organisation,
)
from detente.foundation.services.change_password import NotByToken, WrongPassword, change_password
from detente.foundation.services.change_role import SameRole, change_role
from detente.foundation.services.create_organisation import NameTaken, NoName, create_organisation
from detente.foundation.services.end_membership import (
    NobodyWouldBeLeft,
    end_membership,
)
from detente.foundation.services.invite_person import AlreadyThere, RoleNotGiven, invite_person
from detente.foundation.services.invite_to_organisation import (
    AlreadyRepresented,
    MayNotBringIn,
    invite_to_organisation,
)
from detente.foundation.services.withdraw_invitation import withdraw_invitation
from detente.foundation.tenancy import acting_for, acting_for_the_installation
from detente.foundation.tests.people import BANK, LONG_AGO, NOON, PASSWORD, SUPPLIER

PASSES = SecretStr("nine purple kettles sing")


def invite(actor, email="new@example.org", role=Role.ANALYST, at=NOON):
    return invite_person(actor=actor, email=email, role=role, at=at)


def secret_of(issued):
    return issued.link.rpartition("/")[2]


def accept(issued, at=NOON):
    return accept_invitation(secret=secret_of(issued), name="Nell New", password=PASSES, at=at)


def recorded():
    with acting_for_the_installation(because="tests read the log"):
        return [one.body for one in AuditPayload.objects.order_by("entry_id")]


class TestFoundingAnOrganisation:
    def found(self, **changed):
        asked = {"name": " Acme ", "email": "Ada@Example.org", "person_name": "Ada", "role": Role.CISO}
        return create_organisation(**{**asked, "password": PASSES, "at": NOON, **changed})

    def test_makes_somebody_its_first_member_on_record_without_the_password(self, db):
        actor = self.found().actor

        assert (actor.organisation_name, actor.email, actor.role) == ("Acme", "ada@example.org", Role.CISO)
        assert Person.objects.get().check_password(PASSES.get_secret_value())
        assert "people.create_organisation" in recorded()[0]
        assert PASSES.get_secret_value() not in recorded()[0]

    def test_leaves_the_password_of_somebody_with_an_account_alone(self, the_ciso):
        founded = self.found(email=the_ciso.email)

        assert (founded.is_new, founded.actor.person) == (False, the_ciso.person)
        assert Person.objects.get(pk=the_ciso.person).check_password(PASSWORD)

    @pytest.mark.parametrize(
        ("changed", "refusal"),
        [
            ({"name": "Halden Bank"}, NameTaken),
            ({"name": "  "}, NoName),
            ({"name": "x" * 201}, NoName),
            ({"name": "Acm\u0435"}, NoName),
            ({"person_name": "Ada\u202e"}, NoName),
            ({"email": "nobody"}, WrongAddress),
            ({"password": SecretStr("password1234")}, WeakPassword),
            ({"password": SecretStr("short")}, WeakPassword),
            ({"password": SecretStr("ada@example.org")}, WeakPassword),
            ({"password": SecretStr("x7" * 101)}, WeakPassword),
        ],
    )
    def test_leaves_nothing_behind_when_it_is_refused(self, changed, refusal, everybody):
        before = Organisation.objects.count(), Person.objects.count()
        with pytest.raises(refusal):
            self.found(**changed)

        assert (Organisation.objects.count(), Person.objects.count()) == before
        assert recorded() == []


class TestInviting:
    @pytest.mark.parametrize("role", list(Role))
    @pytest.mark.parametrize("who", ["the_ciso", "the_vendor", "the_host"])
    def test_gives_only_the_roles_that_ones_own_role_gives(self, who, role, everybody):
        actor = everybody[who]
        if role in MAY_GIVE[actor.role]:
            assert invite(actor, role=role).role is role
        else:
            with pytest.raises(RoleNotGiven):
                invite(actor, role=role)

    @pytest.mark.parametrize("who", ["the_analyst", "the_director", "the_auditor", "the_contributor"])
    def test_is_not_for_everybody(self, who, everybody):
        with pytest.raises(NotPermitted):
            invite(everybody[who])

    def test_never_crosses_from_one_side_to_the_other(self):
        assert all(given.side is giver.side for giver, roles in MAY_GIVE.items() for given in roles)

    def test_keeps_no_secret_and_puts_none_on_record(self, the_ciso):
        secret = secret_of(invite(the_ciso))
        with acting_for_the_installation(because="tests look at the row"):
            row = Invitation.objects.values().get()

        assert secret not in str(row)
        assert secret not in recorded()[0]

    def test_replaces_an_earlier_invitation_of_the_same_person(self, the_ciso):
        earlier, later = invite(the_ciso), invite(the_ciso, email="NEW@example.org")

        with pytest.raises(NoSuchInvitation):
            invitation_behind(secret_of(earlier), at=NOON)
        assert invitation_behind(secret_of(later), at=NOON).email == "new@example.org"

    def test_refuses_whoever_is_there(self, the_ciso, the_analyst):
        with pytest.raises(AlreadyThere):
            invite(the_ciso, email=the_analyst.email)

    def test_is_listed_for_its_organisation_until_it_is_withdrawn(self, the_ciso, the_stranger):
        issued = invite(the_ciso)
        assert [one.invitation for one in list_invitations(actor=the_ciso, at=NOON).items] == [
            issued.invitation
        ]
        assert list_invitations(actor=the_stranger, at=NOON).items == ()

        with pytest.raises(NoSuchInvitation):
            withdraw_invitation(actor=the_stranger, invitation=issued.invitation, at=NOON)
        withdraw_invitation(actor=the_ciso, invitation=issued.invitation, at=NOON)
        with pytest.raises(NoSuchInvitation):
            accept(issued)
        with pytest.raises(NoSuchInvitation):
            withdraw_invitation(actor=the_ciso, invitation=issued.invitation, at=NOON)


class TestAccepting:
    def test_makes_an_account_and_a_membership_on_record(self, the_ciso):
        actor = accept(invite(the_ciso))

        assert (actor.organisation, actor.role, actor.email) == (BANK, Role.ANALYST, "new@example.org")
        assert Person.objects.get(pk=actor.person).check_password(PASSES.get_secret_value())
        assert "people.accept_invitation" in recorded()[-1]
        assert PASSES.get_secret_value() not in "".join(recorded())

    def test_works_once(self, the_ciso):
        issued = invite(the_ciso)
        accept(issued)

        with pytest.raises(NoSuchInvitation):
            accept(issued)

    def test_works_until_the_invitation_expires(self, the_ciso):
        issued = invite(the_ciso)
        with pytest.raises(NoSuchInvitation):
            accept(issued, at=NOON + timedelta(days=INVITATION_DAYS))

        assert accept(issued, at=NOON + timedelta(days=INVITATION_DAYS, seconds=-1))

    def test_never_takes_over_an_account_that_exists(self, the_ciso, the_stranger):
        """Whoever wrote the invitation knows its link, too."""
        issued = invite(the_ciso, email=the_stranger.email)
        with pytest.raises(AccountExists):
            accept(issued)

        assert Person.objects.get(pk=the_stranger.person).check_password(PASSWORD)

    def test_adds_to_the_account_of_whoever_is_signed_in_with_that_address(self, the_ciso, the_stranger):
        issued = invite(the_ciso, email=the_stranger.email)
        with pytest.raises(SomebodyElse):
            join_organisation(
                secret=secret_of(issued), person=Person.objects.get(pk=the_ciso.person), at=NOON
            )
        joined = join_organisation(
            secret=secret_of(issued), person=Person.objects.get(pk=the_stranger.person), at=NOON
        )

        assert (joined.organisation, joined.role) == (BANK, Role.ANALYST)

    def test_fails_when_whoever_invited_has_left_or_may_not_give_the_role_any_more(self, the_ciso):
        second = accept(invite(the_ciso, role=Role.CISO))
        mine, for_later = invite(second, email="a@example.org"), invite(second, email="b@example.org")
        change_role(actor=the_ciso, person=second.person, role=Role.AUDITOR, at=NOON)
        with pytest.raises(Overtaken, match="any more"):
            accept(mine)
        end_membership(actor=the_ciso, person=second.person, at=NOON)
        with pytest.raises(Overtaken, match="does not belong"):
            accept(for_later)

        assert Person.objects.filter(email__in=["a@example.org", "b@example.org"]).count() == 0

    @pytest.mark.parametrize("words", ["short", "password1234", "new@example.org", "1q2w3e4r5t6y"])
    def test_asks_for_a_password_that_is_hard_to_guess(self, words, the_ciso):
        with pytest.raises(WeakPassword):
            accept_invitation(
                secret=secret_of(invite(the_ciso)), name="N", password=SecretStr(words), at=NOON
            )


class TestBringingAVendorIn:
    @pytest.fixture
    def newcomer(self, everybody):
        """A vendor organisation that a customer wrote down; nobody speaks for it."""
        return Organisation.objects.create(name="Newcomer", created_at=NOON).pk

    def bring(self, actor, organisation, email="lead@example.org"):
        with acting_for(actor.organisation, writes=True):
            return invite_to_organisation(actor=actor, organisation=organisation, email=email, at=NOON)

    @pytest.mark.parametrize("who", ["the_ciso", "the_analyst"])
    def test_makes_whoever_accepts_its_lead(self, who, everybody, newcomer):
        actor = accept(self.bring(everybody[who], newcomer))

        assert (actor.organisation, actor.role) == (newcomer, Role.VENDOR_LEAD)

    @pytest.mark.parametrize("who", ["the_director", "the_auditor", "the_vendor", "the_host"])
    def test_is_for_a_customers_ciso_and_analyst(self, who, everybody, newcomer):
        with pytest.raises(MayNotBringIn):
            self.bring(everybody[who], newcomer)

    def test_never_puts_anybody_into_an_organisation_that_has_people(self, the_ciso):
        """They would read what its other customers share with it."""
        with pytest.raises(AlreadyRepresented):
            self.bring(the_ciso, SUPPLIER)

    def test_is_overtaken_by_whoever_accepts_first(self, the_ciso, the_stranger, newcomer):
        first, second = self.bring(the_ciso, newcomer), self.bring(the_stranger, newcomer, "spy@example.org")
        accept(first)

        with pytest.raises(Overtaken):
            accept(second)

    def test_replaces_the_earlier_one_of_the_same_customer_alone(self, the_ciso, the_stranger, newcomer):
        mistyped, others = (
            self.bring(the_ciso, newcomer, "laed@example.org"),
            self.bring(the_stranger, newcomer),
        )
        self.bring(the_ciso, newcomer, "right@example.org")

        with pytest.raises(NoSuchInvitation):
            accept(mistyped)
        assert accept(others)


class TestRoles:
    def test_change_by_a_new_membership_so_that_tokens_of_the_old_role_stop(self, the_ciso, the_analyst):
        changed = change_role(actor=the_ciso, person=the_analyst.person, role=Role.DIRECTOR, at=NOON)

        assert (changed.role, changed.since) == (Role.DIRECTOR, NOON)
        assert actor_of_membership(the_analyst.membership) is None
        assert Membership.objects.get(person=the_analyst.person, ended_at=None).role == "director"

    def test_of_others_organisations_are_out_of_reach(self, the_ciso, the_stranger, the_vendor):
        for somebody in (the_stranger, the_vendor):
            with pytest.raises(NoSuchColleague):
                change_role(actor=the_ciso, person=somebody.person, role=Role.ANALYST, at=NOON)
            with pytest.raises(NoSuchColleague):
                end_membership(actor=the_ciso, person=somebody.person, at=NOON)

    def test_do_not_change_into_themselves_or_what_one_may_not_give(self, the_ciso, the_analyst):
        with pytest.raises(SameRole):
            change_role(actor=the_ciso, person=the_analyst.person, role=Role.ANALYST, at=NOON)
        with pytest.raises(RoleNotGiven):
            change_role(actor=the_ciso, person=the_analyst.person, role=Role.VENDOR_LEAD, at=NOON)

    def test_of_the_other_side_are_not_ones_own_to_take(self, the_ciso):
        """The bank is somebody's vendor, too: its lead there is not its CISO's to dismiss."""
        person = Person.objects.create(name="Lea Lead", email="lea@example.org")
        Membership.objects.create(
            person=person, organisation_id=BANK, role=Role.VENDOR_LEAD.value, since=LONG_AGO
        )

        with pytest.raises(RoleNotGiven):
            end_membership(actor=the_ciso, person=person.pk, at=NOON)
        with pytest.raises(RoleNotGiven):
            change_role(actor=the_ciso, person=person.pk, role=Role.ANALYST, at=NOON)

    def test_leave_somebody_who_may_give_them(self, the_ciso):
        for act in (
            lambda: end_membership(actor=the_ciso, person=the_ciso.person, at=NOON),
            lambda: change_role(actor=the_ciso, person=the_ciso.person, role=Role.ANALYST, at=NOON),
        ):
            with pytest.raises(NobodyWouldBeLeft):
                act()
        accept(invite(the_ciso, role=Role.CISO))

        assert end_membership(actor=the_ciso, person=the_ciso.person, at=NOON).ended_at == NOON

    def test_of_a_member_who_left_stay_on_record(self, the_ciso, the_analyst):
        end_membership(actor=the_ciso, person=the_analyst.person, at=NOON)

        assert Membership.objects.get(pk=the_analyst.membership).ended_at == NOON


class TestTheListOfPeople:
    def test_is_of_ones_own_organisation_a_page_at_a_time(self, the_auditor):
        seen, after = [], None
        while True:
            page = list_people(actor=the_auditor, after=after, limit=3)
            seen += [one.name for one in page.items]
            after = page.next
            if after is None:
                break

        assert sorted(seen) == ["Ines Halden", "Piet Vos", "Rosa Lindqvist", "Tom Ahlberg"]

    def test_knows_whoever_came_last_first_and_nobody_who_left(self, the_ciso, the_analyst):
        new = accept(invite(the_ciso))
        end_membership(actor=the_ciso, person=the_analyst.person, at=NOON)
        items = list_people(actor=the_ciso).items

        assert items[0].person == new.person
        assert the_analyst.person not in {one.person for one in items}

    def test_tells_oneself_what_one_may(self, the_ciso, the_auditor):
        assert "give and take roles" in show_myself(actor=the_ciso).permissions
        assert "give and take roles" not in show_myself(actor=the_auditor).permissions
        assert show_myself(
            actor=replace(the_ciso, only=frozenset({"x"}) | {"look after their own account"})
        ).permissions == ("look after their own account",)


class TestAPassword:
    def change(self, actor, current=PASSWORD, new=PASSES):
        change_password(actor=actor, current=SecretStr(current), new=new, at=NOON)

    def test_is_changed_by_whoever_knows_it_on_record_without_either(self, the_ciso):
        self.change(the_ciso)

        assert Person.objects.get(pk=the_ciso.person).check_password(PASSES.get_secret_value())
        assert PASSWORD not in recorded()[0]
        assert PASSES.get_secret_value() not in recorded()[0]

    def test_is_not_changed_by_a_token_nor_by_whoever_does_not_know_it(self, the_ciso):
        with pytest.raises(NotByToken):
            self.change(replace(the_ciso, only=frozenset({"look after their own account"})))
        with pytest.raises(WrongPassword):
            self.change(the_ciso, current="guessed")
        with pytest.raises(WeakPassword):
            self.change(the_ciso, new=SecretStr("short"))


def test_a_membership_becomes_an_actor_as_it_is_written(the_ciso):
    row = Membership.objects.select_related("person", "organisation").get(pk=the_ciso.membership)

    assert actor_of(row) == the_ciso
    assert row.since == LONG_AGO
