"""What the tests of questionnaires stand on."""

import pytest

from detente.evidence.imports.tests.bringing import give, written
from detente.evidence.questionnaires.contracts import QuestionAsked
from detente.evidence.questionnaires.services.ask import ask
from detente.evidence.relationships.models import Relationship
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.people import INSURER, NOON, SUPPLIER

VENDOR = "Northwind Cloud"
INSURERS = (
    "Question ID,Question,Answer\n"
    'IAM-02.1,Are passwords protected for Morrow?,"Yes, by policy P7."\n'
    "X-1,Is data encrypted at rest?*,No\n"
    "X-2,Is there a mascot?,\n"
)
ASKED = (
    QuestionAsked("Are strong passwords required?", "IAM-02.1", "CAIQ-Lite 4.0.3"),
    QuestionAsked("is data encrypted at-rest"),
    QuestionAsked("Is there a mascot?", wanted="no"),
)


@pytest.fixture
def two_customers(both_sides):
    """Let the insurer, too, buy from the supplier, which has given it a filled-in questionnaire."""
    with acting_for_the_installation(because="a vendor has two customers"):
        Relationship.objects.create(
            customer_id=INSURER,
            vendor_id=SUPPLIER,
            visibility=Visibility.SHARED,
            first_tier=2,
            since=NOON.date(),
            started_at=NOON,
        )
    return both_sides


@pytest.fixture
def answered_elsewhere(two_customers, the_stranger, the_vendor, tmp_path):
    """Give the insurer the answers; return the number of the document."""
    return give(
        the_vendor, written(tmp_path, INSURERS, "for Morrow.csv"), customer=the_stranger.organisation_name
    )


@pytest.fixture
def asked(both_sides, the_analyst):
    """Ask the supplier three questions, as the bank; return the number of the questionnaire."""
    found = ask(actor=the_analyst, at=NOON, vendor=VENDOR, title="Due <diligence>", questions=list(ASKED))
    return found.brief.id
