"""What the tests of disputes stand on."""

import pytest

from detente.evidence.imports.tests.bringing import bring, written

VENDOR = "Northwind Cloud"
EVENTS = (
    "time,service,state\n2026-10-01T00:00:00Z,gate,down\n2026-10-01T01:00:00Z,gate,up\n"
    "2026-10-02T00:00:00Z,gate,down\n2026-10-02T01:00:00Z,gate,up\n"
)


@pytest.fixture
def document(both_sides, tmp_path):
    """Bring in two outages of the supplier; return the number of the document."""
    return bring(both_sides["the_analyst"], written(tmp_path, EVENTS), vendor=VENDOR).files[0].document
