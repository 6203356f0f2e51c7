"""Who acts, for whom, and what they may do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from detente.foundation.access import (
    NoSuchPerson,
    SeveralOrganisations,
    actor_named,
    actor_of_membership,
    actor_signed_in,
    actor_with_token,
    current_memberships,
    digest,
)
from detente.foundation.errors import NotPermitted
from detente.foundation.models import ApiToken, Membership, Person
from detente.foundation.roles import CUSTOMER_SIDE, VENDOR_SIDE, Permission, Role, Side
from detente.foundation.tests.people import BANK, INSURER, LONG_AGO, NOON, SUPPLIER

ACCEPT = Permission("accept risk", frozenset({Role.CISO}))


@pytest.fixture
def in_two_organisations(the_ciso):
    """The bank's CISO, who advises the insurer as an analyst too."""
    Membership.objects.create(person_id=the_ciso.person, organisation_id=INSURER, role="analyst", since=NOON)
    return Person.objects.get(pk=the_ciso.person)


@pytest.fixture
def token(the_ciso):
    return ApiToken.objects.create(
        membership_id=the_ciso.membership,
        name="for tests",
        digest=digest("a secret"),
        permissions=["see"],
        issued_at=LONG_AGO,
        expires_at=NOON,
    )


class TestAnActor:
    def test_may_what_their_role_may(self, the_ciso, the_analyst):
        assert the_ciso.may(ACCEPT)
        assert not the_analyst.may(ACCEPT)

    def test_may_no_more_than_their_token_even_if_their_role_does(self, the_ciso):
        assert replace(the_ciso, only=frozenset({"accept risk"})).may(ACCEPT)
        assert not replace(the_ciso, only=frozenset({"see"})).may(ACCEPT)
        assert not replace(the_ciso, only=frozenset()).may(ACCEPT)

    def test_may_no_more_than_their_role_even_if_their_token_says_so(self, the_analyst):
        assert not replace(the_analyst, only=frozenset({"accept risk"})).may(ACCEPT)

    def test_is_told_who_lacks_the_permission(self, the_ciso, the_analyst):
        with pytest.raises(NotPermitted, match=r"Tom Ahlberg \(analyst\) may not accept risk"):
            the_analyst.require(ACCEPT)
        with pytest.raises(NotPermitted, match="this token may not accept risk"):
            replace(the_ciso, only=frozenset()).require(ACCEPT)

    def test_is_on_the_side_of_their_role(self, everybody):
        assert {one.side for one in everybody.values() if one.role in CUSTOMER_SIDE} == {Side.CUSTOMER}
        assert {one.side for one in everybody.values() if one.role in VENDOR_SIDE} == {Side.VENDOR}
        assert everybody["the_host"].side is Side.HOST


class TestAToken:
    def test_acts_for_its_holder_narrowed(self, token, the_ciso):
        actor = actor_with_token("a secret", at=NOON - timedelta(seconds=1))

        assert actor == replace(the_ciso, only=frozenset({"see"}))

    def test_acts_for_nobody_from_the_moment_it_expires(self, token):
        assert actor_with_token("a secret", at=NOON) is None

    def test_acts_for_nobody_once_it_is_revoked_or_its_holder_has_left_or_is_closed(self, token, the_ciso):
        before = NOON - timedelta(days=1)
        changes = [
            lambda: ApiToken.objects.update(revoked_at=LONG_AGO),
            lambda: Membership.objects.filter(pk=the_ciso.membership).update(ended_at=before),
            lambda: Person.objects.filter(pk=the_ciso.person).update(is_active=False),
        ]
        for change in changes:
            ApiToken.objects.update(revoked_at=None)
            Membership.objects.update(ended_at=None)
            change()

            assert actor_with_token("a secret", at=before) is None

    @pytest.mark.parametrize(
        "words", ["", "a secre", "A SECRET", "a secret ", "' OR ''='", digest("a secret")]
    )
    def test_is_exact(self, words, token):
        assert actor_with_token(words, at=LONG_AGO) is None


class TestSomebodySignedIn:
    def test_acts_for_their_only_organisation(self, the_ciso):
        person = Person.objects.get(pk=the_ciso.person)

        assert actor_signed_in(current_memberships(person), organisation=None) == the_ciso
        assert actor_signed_in(current_memberships(person), organisation=BANK) == the_ciso

    def test_acts_for_none_of_several_until_they_choose(self, in_two_organisations):
        assert actor_signed_in(current_memberships(in_two_organisations), organisation=None) is None
        assert (
            actor_signed_in(current_memberships(in_two_organisations), organisation=INSURER).role
            is Role.ANALYST
        )
        assert actor_signed_in(current_memberships(in_two_organisations), organisation=BANK).role is Role.CISO

    def test_never_acts_for_an_organisation_of_others_or_one_that_they_left(self, in_two_organisations):
        assert actor_signed_in(current_memberships(in_two_organisations), organisation=SUPPLIER) is None
        Membership.objects.filter(organisation=INSURER).update(ended_at=NOON)
        assert actor_signed_in(current_memberships(in_two_organisations), organisation=INSURER) is None

    def test_never_acts_once_their_account_is_closed(self, in_two_organisations):
        in_two_organisations.is_active = False

        assert actor_signed_in(current_memberships(in_two_organisations), organisation=BANK) is None


class TestSomebodyAtTheCommandLine:
    def test_is_found_by_their_address_in_whatever_case(self, the_ciso):
        assert actor_named(f" {the_ciso.email.upper()} ") == the_ciso

    def test_says_for_which_of_several_organisations(self, in_two_organisations, the_ciso):
        with pytest.raises(SeveralOrganisations, match="Halden Bank, Morrow Insurance"):
            actor_named(the_ciso.email)
        assert actor_named(the_ciso.email, organisation="Morrow Insurance").role is Role.ANALYST

    def test_is_nobody_unless_they_belong_to_something(self, the_ciso):
        for name, organisation in ((the_ciso.email, "Elsewhere"), ("nobody@example.org", None)):
            with pytest.raises(NoSuchPerson):
                actor_named(name, organisation=organisation)


class TestWhoAskedForAJob:
    def test_acts_as_long_as_they_belong(self, the_ciso):
        assert actor_of_membership(the_ciso.membership) == the_ciso
        Membership.objects.filter(pk=the_ciso.membership).update(ended_at=NOON)
        assert actor_of_membership(the_ciso.membership) is None

    def test_is_nobody_when_there_is_no_such_membership(self, db):
        assert actor_of_membership(1) is None
