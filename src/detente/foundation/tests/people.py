"""The people whom every test may meet: two customers, two vendors, a host, and who is in them.

The bank buys from the supplier. The insurer (a stranger to the bank) and the rival (a vendor) have nothing
to do with either. Numbers are fixed, so that a room's examples can name them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.auth.hashers import make_password

from detente.foundation.access import Actor, actor_of
from detente.foundation.models import Membership, Organisation, Person
from detente.foundation.roles import Role

NOON = datetime(2026, 11, 24, 12, 0, 0, 123456, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
PASSWORD = "a long and winding road"

BANK, INSURER, SUPPLIER, RIVAL, FORUM = 1001, 1002, 2001, 2002, 3001
ORGANISATIONS = {
    BANK: "Halden Bank",
    INSURER: "Morrow Insurance",
    SUPPLIER: "Northwind Cloud",
    RIVAL: "Kestrel Networks",
    FORUM: "The Aldgate Forum",
}


@dataclass(frozen=True)
class Somebody:
    number: int
    name: str
    organisation: int
    role: Role

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@example.org"


PEOPLE = {
    "the_ciso": Somebody(101, "Ines Halden", BANK, Role.CISO),
    "the_analyst": Somebody(102, "Tom Ahlberg", BANK, Role.ANALYST),
    "the_director": Somebody(103, "Rosa Lindqvist", BANK, Role.DIRECTOR),
    "the_auditor": Somebody(104, "Piet Vos", BANK, Role.AUDITOR),
    "the_stranger": Somebody(111, "Mona Stranger", INSURER, Role.CISO),
    "the_vendor": Somebody(201, "Victor North", SUPPLIER, Role.VENDOR_LEAD),
    "the_contributor": Somebody(202, "Cora Wind", SUPPLIER, Role.VENDOR_CONTRIBUTOR),
    "the_rival": Somebody(211, "Kay Estrel", RIVAL, Role.VENDOR_LEAD),
    "the_host": Somebody(301, "Hugo Aldgate", FORUM, Role.HOST),
}


def everybody() -> dict[str, Actor]:
    """Write them down, and return each as an actor."""
    password = make_password(PASSWORD)
    Organisation.objects.bulk_create(
        Organisation(id=number, name=name, created_at=LONG_AGO) for number, name in ORGANISATIONS.items()
    )
    Person.objects.bulk_create(
        Person(id=one.number, name=one.name, email=one.email, password=password) for one in PEOPLE.values()
    )
    Membership.objects.bulk_create(
        Membership(
            person_id=one.number, organisation_id=one.organisation, role=one.role.value, since=LONG_AGO
        )
        for one in PEOPLE.values()
    )
    rows = Membership.objects.select_related("person", "organisation")
    by_number = {row.person_id: actor_of(row) for row in rows}
    return {name: by_number[one.number] for name, one in PEOPLE.items()}
