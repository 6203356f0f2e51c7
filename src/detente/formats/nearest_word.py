"""What somebody may have meant who wrote a name that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches


def advice(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return the known name that is most like the word as a question, or else the words given.

    >>> advice("Usag", ["usage", "ticket"], "write usage or ticket.")
    'did you mean usage?'
    """
    names = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), names, 1)
    return f"did you mean {names[near[0]]}?" if near else otherwise
