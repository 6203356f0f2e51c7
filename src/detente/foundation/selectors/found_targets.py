"""What words find: the numbers of things, for somebody of one side."""

from django.db.models import Exists, OuterRef, Q

from detente.foundation.access import Actor
from detente.foundation.models import SearchWord
from detente.foundation.roles import Side
from detente.foundation.search_words import MOST_TYPED, search_words

ABOVE_ALL = "\U0010ffff"  # no word has a letter beyond it
SPARE = 4  # words of one thing that may begin alike


def found_targets(*, actor: Actor, kind: str, words: str, limit: int) -> list[int]:
    """Return what has a word that begins with each one that was typed, in the order of `FoundBy`.

    Parameters
    ----------
    actor : Actor
        For whose side; only what their organisation may see is found.
    kind : str
        What is looked for, as `FoundBy` names it.
    words : str
        What was typed.
    limit : int
        How many at most.

    Returns
    -------
    list of int
        Their numbers: first what the longest word finds whole, then what it begins. One query.
    """
    typed = sorted(search_words(words, most=MOST_TYPED), key=len, reverse=True)
    if not typed or actor.side is Side.HOST:
        return []
    rows = SearchWord.objects.filter(
        **{f"{actor.side.value}_id": actor.organisation}, side=actor.side.value, kind=kind
    )
    found = rows.filter(_begins_with(typed[0]))  # the longest word finds the fewest
    for word in typed[1:]:
        found = found.filter(Exists(rows.filter(_begins_with(word), target=OuterRef("target"))))
    targets = found.order_by("word", "rank", "target").values_list("target", flat=True)
    return list(dict.fromkeys(targets[: limit * SPARE]))[:limit]


def _begins_with(word: str) -> Q:
    return Q(word__gte=word, word__lt=word + ABOVE_ALL)
