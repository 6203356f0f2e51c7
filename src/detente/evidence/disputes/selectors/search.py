"""Disputes, found by what somebody types."""

from detente.evidence.disputes.contracts import SEE_DISPUTES, DisputeBrief
from detente.evidence.disputes.models import Dispute
from detente.evidence.disputes.selectors.briefs import brief_of, with_all
from detente.foundation.access import Actor
from detente.foundation.operation import Doors
from detente.foundation.page import PageSize
from detente.foundation.selectors.found_targets import found_targets
from detente.foundation.use_case import query


@query("disputes.search", permission=SEE_DISPUTES, path="pages/search/disputes", doors=Doors.BY_HAND)
def search_disputes(*, actor: Actor, words: str, limit: PageSize = 5) -> list[DisputeBrief]:
    """Find disputes by what either side says in them.

    Parameters
    ----------
    words : str
        What was typed: each word of it begins a word of theirs.
    limit : int, 1 to 200
        How many at most.
    """
    found = found_targets(actor=actor, kind=Dispute.found_by.kind, words=words, limit=limit)
    if not found:
        return []
    rows = {row.pk: row for row in with_all(Dispute.objects.filter(pk__in=found))}
    return [brief_of(rows[number]) for number in found if number in rows]
