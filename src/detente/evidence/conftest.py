"""What the tests of the evidence rooms may use beside what every test may."""

import pytest

from detente.evidence.relationships.tests import examples


@pytest.fixture
def both_sides(everybody):
    """The bank's relationships with the supplier and with a newcomer, and nothing in the ledger yet."""
    examples.world()
    return everybody
