"""How django-allauth serves us: it counts attempts, compares passwords and starts sessions; no more."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

LOCKED_MINUTES = 5  # as ACCOUNT_RATE_LIMITS has it for an address
TOO_MANY = "too_many_login_attempts"  # allauth's word


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up, nothing is told of who has an account, and the pages have words of their own."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The address or the password is wrong."),
        TOO_MANY: _("Too many wrong passwords for this address. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # allauth's way
        """Say no: people are invited."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Return whose credentials they are; an account that was closed is told apart from none by nobody."""
        person: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return person if person is not None and person.is_active else None

    def add_message(self, *given: Any, **more: Any) -> None:
        """Say nothing more: that one is signed in shows."""
