"""Scorecards, found by what somebody types."""

from datetime import datetime

from detente.assessment.scorecards.contracts import SEE_SCORECARDS
from detente.assessment.scorecards.models import Publication
from detente.assessment.scorecards.selectors.publications import (
    SEE_PUBLICATIONS,
    PublicationBrief,
    brief_of,
    with_parties,
)
from detente.evidence.relationships.selectors.search import RelationshipFound, relationships_found
from detente.foundation.access import Actor
from detente.foundation.operation import Doors
from detente.foundation.page import PageSize
from detente.foundation.use_case import query


@query("scorecards.search", permission=SEE_SCORECARDS, path="pages/search/scorecards", doors=Doors.BY_HAND)
def search_scorecards(
    *, actor: Actor, at: datetime, words: str, limit: PageSize = 5
) -> list[RelationshipFound]:
    """Find vendors that have a scorecard, by name and by what they supply.

    Parameters
    ----------
    words : str
        What was typed: each word of it begins a word of theirs.
    limit : int, 1 to 200
        How many at most.
    """
    return relationships_found(actor=actor, at=at, words=words, limit=limit)


@query(
    "scorecards.search_publications",
    permission=SEE_PUBLICATIONS,
    path="pages/search/publications",
    doors=Doors.BY_HAND,
)
def search_publications(
    *, actor: Actor, at: datetime, words: str, limit: PageSize = 5
) -> list[PublicationBrief]:
    """Find scorecards in preview and published, the latest first, by the other party's name.

    Parameters
    ----------
    words : str
        What was typed: each word of it begins a word of theirs.
    limit : int, 1 to 200
        How many at most.
    """
    between = [one.id for one in relationships_found(actor=actor, at=at, words=words, limit=limit)]
    rows = with_parties(Publication.objects.filter(relationship__in=between).defer("shown", "method_text"))
    return [brief_of(row, at) for row in rows.order_by("-previewed_at", "-pk")[:limit]]
