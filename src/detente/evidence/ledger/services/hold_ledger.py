"""Have a customer's ledger to oneself: the first thing that whoever writes to it does."""

from datetime import datetime, timedelta

from django.db.models import Max

from detente.evidence.ledger.models import Document, Retraction
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.models import Organisation

AFTER = timedelta.resolution


def hold_ledger(*, actor: Actor, customer: OrganisationId, at: datetime) -> datetime:
    """Return the moment that what is written now is known from; nobody else writes until the transaction ends.

    It is `at`, or, where the clock was set back, the latest known time, and later than any answer that the customer
    stored: known time never runs backwards, and what was computed computes again. Without the lock, two imports of
    one file at the same moment would both find it new (on SQLite there is one writer).

    A vendor that writes to its customer's ledger goes by what both see, which is all that its scorecard rests on:
    when the customer received something else, or stored an answer, is not to be read off it.

    Parameters
    ----------
    customer : OrganisationId
        Whose ledger.
    at : datetime
        Now, as the clock has it.
    """
    owner = Organisation.objects.select_for_update(no_key=True).get(pk=customer)
    known = Document.objects.filter(customer_id=customer).aggregate(latest=Max("known_at"))["latest"]
    retracted = Retraction.objects.filter(customer_id=customer).aggregate(latest=Max("at"))["latest"]
    answered = owner.answered_until if customer == actor.organisation else None
    after = answered + AFTER if answered else None
    return max(one for one in (at, known, retracted, after) if one is not None)


def answer_from_ledger(*, customer: OrganisationId, known_on: datetime) -> None:
    """Wait until nobody writes to a ledger, and let nothing be known by a moment that is not known by now.

    The first thing that whoever stores a result computed from it does: an import that began before and ends
    afterwards would otherwise be known by then, and was not read.
    """
    owner = Organisation.objects.select_for_update(no_key=True).get(pk=customer)
    if owner.answered_until is None or owner.answered_until < known_on:
        Organisation.objects.filter(pk=customer).update(answered_until=known_on)
