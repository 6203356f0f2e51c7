"""Whether two written names may mean the same organisation: by rule, or only as a question to a person.

The rule is strict on purpose, since two vendors that are merged by mistake share each other's evidence: names
are the same when they differ in nothing but case, accents, punctuation, and words for a legal form.
"""

import re
import unicodedata
from collections.abc import Sequence

LEGAL_FORMS = frozenset(
    "ab ag asa bv co company corp corporation gmbh inc incorporated kg kgaa limited llc llp lp ltd nv oy oyj "  # noqa: SIM905
    "plc pty pvt sa sarl sas se spa srl the".split()
)
ELSEWHERE = re.compile(r"[^0-9a-z]+")


def same_name(name: str) -> str:
    """Return what a name comes down to; names with the same result are the same by rule.

    Examples
    --------
    >>> same_name("Kestrel Security, Inc.") == same_name("KESTREL  Security")
    True
    >>> same_name("Kestrel Security Software, LLC") == same_name("Kestrel Security")
    False
    """
    return " ".join(name_words(name))


def may_be_same(one: str, other: str) -> bool:
    """Return whether a person should be asked: all words of the one begin the other.

    Examples
    --------
    >>> may_be_same("Kestrel Security Software, LLC", "Kestrel Security")
    True
    >>> may_be_same("Kestrel", "Kesterel Foods")
    False
    """
    return words_may_be_same(name_words(one), name_words(other))


def words_may_be_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return the same of names that `name_words` has taken apart: of many names, each is taken apart once."""
    first, second = sorted((one, other), key=len)
    return bool(first) and second[: len(first)] == first


def name_words(name: str) -> list[str]:
    """Return the words of a name that tell it from others, without case, accents, signs and legal forms.

    Examples
    --------
    >>> name_words("The Zürich & Co. S.A.")
    ['zurich', 'and']
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = (
        "".join(one for one in plain if not unicodedata.combining(one)).replace(".", "").replace("&", " and ")
    )
    words = [one for one in ELSEWHERE.split(plain) if one]
    kept = [one for one in words if one not in LEGAL_FORMS]
    return kept or words
