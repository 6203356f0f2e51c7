"""Organisations, the people in them, and how they get in."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from detente.foundation.identifiers import new_id
from detente.foundation.roles import Role


def _role_choices() -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in Role]


class Organisation(models.Model):
    """A party: what it is to another (customer, vendor, host) is said by the relationship."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    answered_until = models.DateTimeField(
        null=True
    )  # what it stored of its ledger is as known by then at most

    class Meta:
        indexes = [models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name


class Person(AbstractBaseUser):
    """Somebody who may sign in."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="email_is_lower_case")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What a person is in an organisation; ended, never deleted, since the audit log names it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=_role_choices)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+"
    )  # None: the installation

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(ended_at=None), name="one_role_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} is {self.role} of {self.organisation_id}"


class Invitation(models.Model):
    """An offer of membership, sent to an address; a digest of its secret is kept, never the secret."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=20, choices=_role_choices)
    digest = models.CharField(max_length=64, unique=True)
    mailed_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  # of the link that was mailed, if any
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"


class ApiToken(models.Model):
    """A secret that acts for a membership, narrowed to some permissions; only its digest is kept."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    permissions = models.JSONField()  # the names of what it may do; never more than its role holds
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name
