"""Which names could be taken for others: those that are shown otherwise than they are written."""

import re
import unicodedata
from functools import reduce

TURNS_THE_TEXT = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LOOK_ALIKE = ("CYRILLIC", "GREEK")


def what_misleads(name: str) -> str:
    r"""Return why a name could be taken for another, empty where nothing in it misleads.

    >>> what_misleads("Kestrel"), what_misleads("\u041a\u0435\u0441\u0442\u0440"), what_misleads("\u03b1-Labs")
    ('', '', '')
    >>> what_misleads("K\u0435strel")
    "the word 'K\u0435strel' mixes Latin with Cyrillic letters (U+0435): write it in one alphabet"
    >>> what_misleads("ACME\u202e")
    'it has a character that turns the direction of the text (U+202E): leave it out'
    """
    turning = TURNS_THE_TEXT.search(name)
    if turning:
        return f"it has a character that turns the direction of the text ({_code(turning[0])}): leave it out"
    if any(unicodedata.category(one) == "Cc" for one in name):
        return "it has a control character: leave it out"
    for word in _words(name):
        first = {script: one for one in reversed(word) if (script := unicodedata.name(one, "").split(" ")[0])}
        other = next((one for one in LOOK_ALIKE if one in first), None)
        if other and "LATIN" in first:
            return (
                f"the word {word!r} mixes Latin with {other.capitalize()} letters ({_code(first[other])}): "
                "write it in one alphabet"
            )
    return ""


def _words(name: str) -> list[str]:
    """Return the words of a name; what has no width, and accents, divide none."""
    hidden = [one for one in set(name) if unicodedata.category(one) in ("Mn", "Me", "Cf")]
    return re.findall(r"\w+", reduce(lambda left, one: left.replace(one, ""), hidden, name))


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
