"""People who do things that are recorded, and ways to tamper with the record behind the product's back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import connection

from detente.foundation.access import Actor, actor_of
from detente.foundation.audit_log import record
from detente.foundation.models import Membership, Organisation, Person
from detente.foundation.roles import Role
from detente.foundation.tenancy import acting_for, acting_for_the_installation

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TABLES = (
    "foundation_auditentry",
    "foundation_auditpayload",
    "foundation_auditcheckpoint",
    "foundation_checkpointcopy",
    "foundation_checkpointhanding",
)


def somebody(organisation: str, role: Role, name: str = "") -> Actor:
    """Return a new person of an organisation, which is made when there is none of that name."""
    name = name or f"{role} of {organisation}"
    its, _ = Organisation.objects.get_or_create(name=organisation, defaults={"created_at": NOON})
    person = Person.objects.create(email=f"{name.replace(' ', '.').lower()}@example.org", name=name)
    membership = Membership.objects.create(person=person, organisation=its, role=role, since=NOON)
    return actor_of(membership)


def do(actor: Actor, verb: str = "risk.accept_risk", *, at: datetime = NOON, **inputs: object) -> int:
    """Record that somebody did something."""
    with acting_for(actor.organisation, writes=True):
        return record(verb=verb, actor=actor, at=at, inputs=inputs)


def do_many(actor: Actor, how_many: int) -> None:
    """Record several deeds, a second apart."""
    for number in range(how_many):
        do(actor, at=NOON + timedelta(seconds=number), number=number)


def is_postgres() -> bool:
    """Return whether the tests run on PostgreSQL."""
    return connection.vendor == "postgresql"


@contextmanager
def tampering() -> Iterator[None]:
    """Do as somebody does who holds the database: see every row, and switch the triggers off meanwhile."""
    with acting_for_the_installation(because="a test tampers with the log"), connection.cursor() as cursor:
        if is_postgres():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s, %s, %s, %s)",
            TABLES,
        )
        triggers = cursor.fetchall()
        assert triggers
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, sql in triggers:
            cursor.execute(sql)


def run_sql(statement: str, *values: object) -> None:
    """Run a statement that changes something."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
