"""What an organisation has in the foundation's own tables, each text of it a canary."""

from datetime import timedelta

from detente.foundation.access import actor_of, digest
from detente.foundation.audit_log import record
from detente.foundation.models import (
    ApiToken,
    Invitation,
    Job,
    Mailing,
    Membership,
    Notice,
    NoticeMark,
    SearchWord,
)
from detente.foundation.tests.ground import Ground
from detente.foundation.tests.people import NOON


def plant(ground: Ground) -> None:
    side = "customer" if ground.owner == ground.customer else "vendor"
    word = {"side": side, "kind": "planted", "word": ground.word("a word that finds something")}
    ground.keep(SearchWord.objects.create(**ground.parties, **word, rank=0, target=1))
    _plant_notices(ground)
    if ground.customer and ground.vendor:
        return  # the foundation has nothing that two organisations share
    member = Membership.objects.filter(organisation=ground.owner).order_by("pk").first()
    secret = ground.word("secret of an invitation")
    ground.keep(
        Invitation.objects.create(
            organisation_id=ground.owner,
            email=f"{ground.word('address of an invitation')}@example.org",
            role=member.role,
            digest=digest(secret),
            invited_by_id=member.person_id,
            invited_at=NOON,
            expires_at=NOON + timedelta(days=365_000),
        )
    )
    ground.keep(
        ApiToken.objects.create(
            membership=member,
            name=ground.word("name of a token"),
            digest=digest(ground.word("secret of a token")),
            permissions=[],
            issued_at=NOON,
            expires_at=NOON + timedelta(days=365_000),
        )
    )
    for state, ended in (("queued", None), ("failed", NOON)):
        ground.keep(
            Job.objects.create(
                organisation_id=ground.owner,
                membership=member,
                operation="planted.work",
                title=ground.word("title of a job"),
                inputs={"file": ground.word("input of a job")},
                state=state,
                asked_at=NOON,
                ended_at=ended,
                failure=ground.word("failure of a job"),
                answer={"said": ground.word("answer of a job")},
            )
        )
    deed = {"note": ground.word("input in the audit log")}
    record(verb="planted.do_something", actor=actor_of(member), at=NOON, inputs=deed)


def _plant_notices(ground: Ground) -> None:
    """Tell somebody of the owner two things, one of which they have read."""
    own = {**ground.parties, "person_id": ground.person}
    for read_at in (None, NOON):
        told = Notice.objects.create(
            **own, kind="people.joined", text=ground.word("text of a notice"), address="/people", at=NOON
        )
        failure = ground.word("failure of an e-mail")
        mail = Mailing.objects.create(**own, asked_at=NOON, next_at=NOON, state="failed", failure=failure)
        for row in (told, mail, NoticeMark.objects.create(**own, notice=told, read_at=read_at, mailing=mail)):
            ground.keep(row)


def values() -> dict[str, list[object]]:
    return {
        "token": list(ApiToken.objects.values_list("pk", flat=True)),
        "link": ["a-link-that-nobody-signed"],
        "secret": ["a-secret-that-nobody-has"],  # whoever holds a real one may read the invitation
    }
