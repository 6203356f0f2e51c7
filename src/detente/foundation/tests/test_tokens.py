"""Tokens: told once, narrowed, expiring, revocable."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from detente.foundation.access import actor_with_token
from detente.foundation.contracts import LONGEST_TOKEN_DAYS
from detente.foundation.models import ApiToken, AuditPayload
from detente.foundation.roles import Role
from detente.foundation.selectors.people import permissions_of
from detente.foundation.selectors.tokens import list_tokens
from detente.foundation.services.change_password import NotByToken
from detente.foundation.services.change_role import change_role
from detente.foundation.services.issue_token import UnfitToken, issue_token
from detente.foundation.services.revoke_token import NoSuchToken, revoke_token
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.people import NOON

SEE = "see the organisation's people"


def issue(actor, **changed):
    asked = {"name": "nightly export", "permissions": [SEE], "days": 30}
    return issue_token(actor=actor, at=NOON, **{**asked, **changed})


class TestIssuing:
    def test_tells_the_secret_once_and_keeps_none(self, the_ciso):
        issued = issue(the_ciso)
        with acting_for_the_installation(because="tests read the log"):
            recorded = "".join(AuditPayload.objects.values_list("body", flat=True))

        assert re.fullmatch(r"detente_[A-Za-z0-9_-]{43}", issued.secret)
        assert issued.secret not in str(ApiToken.objects.values().get())
        assert issued.secret not in recorded
        assert issued.secret not in str(list_tokens(actor=the_ciso))

    def test_makes_something_that_acts_until_it_expires(self, the_ciso):
        issued = issue(the_ciso, days=1)
        tomorrow = NOON + timedelta(days=1)

        assert actor_with_token(issued.secret, at=tomorrow - timedelta(seconds=1)).only == {SEE}
        assert actor_with_token(issued.secret, at=tomorrow) is None

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"permissions": []}, "asked to do nothing"),
            ({"permissions": [SEE, "rule the world"]}, "may not rule the world"),
            ({"permissions": ["give and take roles"]}, "may not give and take roles"),
            ({"name": " "}, "Name the token"),
            ({"name": "x" * 101}, "Name the token"),
            ({"days": 0}, "not 0"),
            ({"days": LONGEST_TOKEN_DAYS + 1}, "not 366"),
        ],
    )
    def test_refuses_what_lasts_too_long_or_may_more_than_its_holder(self, changed, says, the_auditor):
        with pytest.raises(UnfitToken, match=says):
            issue(the_auditor, **changed)

    def test_is_not_done_by_a_token_which_could_outlive_its_own_end(self, the_ciso):
        with pytest.raises(NotByToken):
            issue(replace(the_ciso, only=frozenset(permissions_of(the_ciso))))


class TestRevoking:
    def test_stops_it_at_once_and_once(self, the_ciso):
        issued = issue(the_ciso)
        revoke_token(actor=the_ciso, token=issued.token, at=NOON)

        assert actor_with_token(issued.secret, at=NOON) is None
        with pytest.raises(NoSuchToken):
            revoke_token(actor=the_ciso, token=issued.token, at=NOON)

    @pytest.mark.parametrize("who", ["the_analyst", "the_stranger", "the_vendor"])
    def test_is_for_its_holder_alone(self, who, the_ciso, everybody):
        issued = issue(the_ciso)

        assert list_tokens(actor=everybody[who]).items == ()
        with pytest.raises(NoSuchToken):
            revoke_token(actor=everybody[who], token=issued.token, at=NOON)
        assert actor_with_token(issued.secret, at=NOON) is not None

    def test_follows_from_another_role(self, the_ciso, the_analyst):
        issued = issue(the_analyst)
        change_role(actor=the_ciso, person=the_analyst.person, role=Role.DIRECTOR, at=NOON)

        assert actor_with_token(issued.secret, at=NOON) is None


class TestTheListOfTokens:
    def test_has_the_newest_first_a_page_at_a_time(self, the_ciso):
        for number in range(5):
            issue_token(
                actor=the_ciso, name=f"{number}", permissions=[SEE], days=1, at=NOON + timedelta(hours=number)
            )
        first = list_tokens(actor=the_ciso, limit=3)
        rest = list_tokens(actor=the_ciso, limit=3, after=first.next)

        assert [one.name for one in (*first.items, *rest.items)] == ["4", "3", "2", "1", "0"]
        assert rest.next is None
