"""Have a customer's ledger to oneself: the first thing that whoever writes to it does."""

from datetime import datetime

from django.db.models import Max

from detente.evidence.ledger.models import Document, Retraction
from detente.foundation.identifiers import OrganisationId
from detente.foundation.models import Organisation


def hold_ledger(*, customer: OrganisationId, at: datetime) -> datetime:
    """Return the moment that what is written now is known from; nobody else writes until the transaction ends.

    It is `at`, or the latest known time where the clock was set back: known time never runs backwards. Without
    the lock, two imports of one file at the same moment would both find it new (on SQLite there is one writer).

    A vendor that writes to its customer's ledger goes by what both see, which is all that its scorecard rests on:
    when the customer received something else is not to be read off it.

    Parameters
    ----------
    customer : OrganisationId
        Whose ledger.
    at : datetime
        Now, as the clock has it.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=customer)
    known = Document.objects.filter(customer_id=customer).aggregate(latest=Max("known_at"))["latest"]
    retracted = Retraction.objects.filter(customer_id=customer).aggregate(latest=Max("at"))["latest"]
    return max(one for one in (at, known, retracted) if one is not None)
