"""What somebody is told, whether they read it, what they want to be told how, and what was mailed to whom."""

from django.db import models
from django.db.models import Q

from detente.foundation.identifiers import new_id
from detente.foundation.models.people import Invitation, Person
from detente.foundation.tenancy import TenantRow


class MailState(models.TextChoices):
    """Where a sending stands."""

    WAITING = "waiting"
    SENDING = "sending"  # handed to the mail server: from here on it is never sent again
    SENT = "sent"
    NEEDLESS = "needless"  # all of it was read, or its reader had left, before it was sent
    FAILED = "failed"


class Mailing(TenantRow):
    """One e-mail to one person: a row a sending, so that none is sent twice. Its organisation's alone."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # None: who is invited
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="+")
    digest_on = models.DateField(null=True)  # the reader's day; None for a notice that is sent at once
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    asked_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            *(
                models.UniqueConstraint(
                    fields=["person", party, "digest_on"],
                    condition=Q(digest_on__isnull=False),
                    name=f"one_digest_a_day_for_a_{party}",
                )
                for party in ("customer", "vendor")
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(state=MailState.WAITING.value), name="mail_that_waits"
            )
        ]

    def __str__(self) -> str:
        return f"mail {self.pk} ({self.state})"


class Notice(TenantRow):
    """Something that one person of one organisation is told; what was said stays. Its organisation's alone."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    address = models.CharField(max_length=200)
    relationship = models.BigIntegerField(null=True)  # its number; the foundation knows no relationships
    once = models.CharField(
        max_length=100, blank=True
    )  # what it is about, where a chore must not say it twice
    at = models.DateTimeField()

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "kind", "once"], condition=~Q(once=""), name="a_notice_is_given_once"
            ),
        ]
        indexes = [models.Index(fields=["person", "-at", "-id"], name="notices_of_a_person")]

    def __str__(self) -> str:
        return self.text


class NoticeMark(TenantRow):
    """What became of a notice: the only part of it that changes."""

    notice = models.OneToOneField(Notice, models.PROTECT, related_name="mark")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    shown = models.BooleanField(default=True)  # in the app
    read_at = models.DateTimeField(null=True)
    for_digest = models.BooleanField(default=False)
    mailing = models.ForeignKey(Mailing, models.PROTECT, null=True, related_name="marks")

    class Meta(TenantRow.Meta):
        indexes = [
            models.Index(
                fields=["person"], condition=Q(shown=True, read_at__isnull=True), name="unread_of_a_person"
            ),
            models.Index(
                fields=["person"],
                condition=Q(for_digest=True, mailing__isnull=True, read_at__isnull=True),
                name="waits_for_a_digest",
            ),
        ]

    def __str__(self) -> str:
        return "read" if self.read_at else "unread"


class NoticeSettings(models.Model):
    """How a person wants to be told, for whichever organisation they act; without a row, as everybody is."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="+")
    kinds = models.JSONField()  # by the name of a kind: [in the app, "at once" | "digest" | "none"]
    hour = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hour__lte=23), name="a_digest_has_an_hour")]

    def __str__(self) -> str:
        return f"notices of {self.person_id}"
