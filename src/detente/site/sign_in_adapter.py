"""How django-allauth serves us: it counts attempts, compares passwords and starts sessions; no more."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up, nothing is told of who has an account, and the pages have words of their own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # allauth's way
        """Say no: people are invited."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Return whose credentials they are; an account that was closed is told apart from none by nobody."""
        person: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return person if person is not None and person.is_active else None

    def add_message(self, *_: Any, **__: Any) -> None:
        """Say nothing more: that one is signed in shows."""
