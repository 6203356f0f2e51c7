"""What happens to the bank's vendors in these tests."""

from datetime import date

from detente.assessment.scorecards.tests.held import moment, relate
from detente.evidence.disputes.models import Dispute
from detente.evidence.ledger.models import Document
from detente.evidence.relationships.models import Contract, TermChange
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.people import BANK, PEOPLE, SUPPLIER

BECAUSE = "tests lay down what happened"


def dispute(document: Document, *, side: str, back: float, vendor: int = SUPPLIER) -> Dispute:
    """Say that a side objects to the first line of a document."""
    person = "the_vendor" if side == "vendor" else "the_ciso"
    with acting_for_the_installation(because=BECAUSE):
        return Dispute.objects.create(
            customer_id=BANK,
            vendor_id=vendor,
            visibility=Visibility.SHARED,
            relationship=relate(vendor),
            document=document,
            position=0,
            side=side,
            wrong="the fact",
            says=f"Not so, says the {side}",
            statement="The log says otherwise.",
            raised_by_id=PEOPLE[person].number,
            raised_at=moment(back),
        )


def tier(number: int, *, back: float, vendor: int = SUPPLIER) -> TermChange:
    """Say that a vendor's tier changed."""
    with acting_for_the_installation(because=BECAUSE):
        return TermChange.objects.create(
            customer_id=BANK,
            vendor_id=vendor,
            visibility=Visibility.SHARED,
            relationship=relate(vendor),
            term="tier",
            number=number,
            valid_from=moment(back).date(),
            recorded_at=moment(back),
            by_id=PEOPLE["the_ciso"].number,
            reason="Core banking stands on it",
        )


def contract(title: str, *, vendor: int = SUPPLIER, notice_days: int | None = None, **days: date) -> Contract:
    """Write down a contract that began long ago."""
    with acting_for_the_installation(because=BECAUSE):
        return Contract.objects.create(
            customer_id=BANK,
            vendor_id=vendor,
            visibility=Visibility.SHARED,
            relationship=relate(vendor),
            title=title,
            starts_on=date(2024, 1, 15),
            notice_days=notice_days,
            recorded_at=moment(600),
            **days,
        )
