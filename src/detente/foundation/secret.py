"""Secrets that we make: long, random, told once. What is stored of one is `access.digest`."""

from secrets import token_urlsafe

TOKEN_PREFIX = "detente_"  # noqa: S105  # lets a scanner of leaked secrets know whose it is
BYTES = 32  # 43 characters


def new_token() -> str:
    """Return a secret that signs in to the API."""
    return TOKEN_PREFIX + token_urlsafe(BYTES)


def new_invitation() -> str:
    """Return the secret of an invitation's link."""
    return token_urlsafe(BYTES)


def new_password() -> str:
    """Return a first password, to be changed by whoever gets it."""
    return token_urlsafe(15)
