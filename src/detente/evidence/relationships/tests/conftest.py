"""A vendor of tier 3 since January, on record since March, and how it is seen on a day."""

import pytest

from detente.evidence.relationships.selectors import find_vendor, show_relationship
from detente.evidence.relationships.services.change_terms import change_terms
from detente.evidence.relationships.services.start_relationship import start_relationship
from detente.evidence.relationships.tests.days import MARCH, on
from detente.foundation.tests.people import NOON


@pytest.fixture
def the_customer(both_sides):
    return both_sides["the_ciso"]


@pytest.fixture
def acme(the_customer):
    """Start it."""
    return start_relationship(
        actor=the_customer,
        at=MARCH,
        vendor="Acme",
        tier=3,
        summary="hosting",
        products=["Gate"],
        since=on(1),
    )


@pytest.fixture
def change(the_customer, acme):
    def changed(at, **terms):
        given = {"reason": "It was agreed.", **terms}
        return change_terms(actor=the_customer, at=at, relationship=acme.relationship, **given)

    return changed


@pytest.fixture
def then(the_customer, acme):
    """Return the vendor on a day, as known on a day."""
    return lambda as_of=None, known_on=None: find_vendor(
        actor=the_customer, at=NOON, vendor="Acme", as_of=as_of, known_on=known_on
    )


@pytest.fixture
def room_then(the_customer, acme):
    return lambda as_of=None, known_on=None: show_relationship(
        actor=the_customer, at=NOON, relationship=acme.relationship, as_of=as_of, known_on=known_on
    )
