"""Record that a term changed from a day on: the one place that adds such a row."""

from datetime import date, datetime

from detente.evidence.relationships.contracts import Term, UnfitDates, fit_words
from detente.evidence.relationships.models import Contract, Relationship, Service, TermChange
from detente.evidence.relationships.selectors import parties_of
from detente.foundation.access import Actor

Value = int | str | list[str] | None


def record_change(
    *,
    actor: Actor,
    at: datetime,
    of: Relationship | Service | Contract,
    term: Term,
    valid_from: date,
    reason: str,
    value: Value = None,
) -> None:
    """Add a term's new value, true from a day on and known from now on.

    Parameters
    ----------
    of : Relationship, Service or Contract
        What the term is of.
    term : Term
        Which.
    valid_from : date
        The first day of the new value; of an end, the first day on which there is nothing any more.
    reason : str, 1 to 500 characters
        Why; both sides see it.
    value : int, str, list of str or None
        The new value: a number, words, names of products; None for an end, and where nothing is agreed.

    Raises
    ------
    UnfitDates
        The day is before what changes began.
    """
    began = of.starts_on if isinstance(of, Contract) else of.since
    if valid_from < began or (term is Term.END and valid_from == began):
        raise UnfitDates(f"It began on {began}, so it cannot change on {valid_from}: give a later day.")
    TermChange.objects.create(
        **parties_of(of),
        relationship_id=of.pk if isinstance(of, Relationship) else of.relationship_id,
        service_id=of.pk if isinstance(of, Service) else None,
        contract_id=of.pk if isinstance(of, Contract) else None,
        term=term.value,
        number=value if isinstance(value, int) else None,
        text=value if isinstance(value, str) else "",
        names=value if isinstance(value, list) else [],
        valid_from=valid_from,
        recorded_at=at,
        by_id=actor.person,
        reason=fit_words(reason, what="The reason, which both sides see,", longest=500),
    )
