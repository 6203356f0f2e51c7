"""A check for parameters that take one of a few words, so that a typing error is seen at once."""

from typing import get_args

from detente.ui.errors import UnknownWord


def one_of(allowed: object, word: str, parameter: str) -> str:
    """Return the word if the Literal type allows it.

    Raises
    ------
    UnknownWord
        With the parameter, the word and the words that can be used.
    """
    words = get_args(allowed)
    if word not in words:
        raise UnknownWord(f"{parameter} is {word!r}; use one of {', '.join(map(repr, words))}")
    return word
