"""What the tests of the evidence rooms may use beside what every test may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from detente.evidence.relationships.tests import examples


@pytest.fixture
def both_sides(everybody):
    """The bank's relationships with the supplier and with a newcomer, and nothing in the ledger yet."""
    examples.world()
    return everybody


@pytest.fixture
def queries(db):
    """Return how many queries a page takes, once it was opened before: `queries(browser(the_ciso), "/imports")`."""

    def counted(client, address):
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as taken:
            assert client.get(address).status_code == 200
        return len(taken)

    return counted
