"""Whether two questions are one: by their id in the same standard, or by their words."""

import re
import unicodedata

_EDITION = re.compile(r"\b[vV]?(\d+)(?:\.\d+)*\s*$")
_ELSEWHERE = re.compile(r"[\W_]+")
_STANDARDS = ("caiq", "hecvat", "vsaq")


def same_question(words: str) -> str:
    """Return what two wordings of one question share: no case, no accents, no signs, single blanks.

    >>> same_question("Is data encrypted  at rest?*") == same_question("is data encrypted at-rest")
    True
    """
    plain = unicodedata.normalize("NFKD", words)
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    return _ELSEWHERE.sub(" ", bare.casefold()).strip()


def standard_of(questionnaire: str) -> str:
    """Return the standard whose question ids a questionnaire uses; empty where its ids are its own.

    A standard's ids change with its first number: what is IAM-02.1 in CAIQ 3 is another question in CAIQ 4. The Lite
    edition uses the ids of the whole one. Of VSAQ, each questionnaire has ids of its own.

    >>> standard_of("CAIQ-Lite 4.0.3"), standard_of("CAIQ 4"), standard_of("HECVAT 4.1.4")
    ('caiq 4', 'caiq 4', 'hecvat 4')
    >>> standard_of("VSAQ Web Application Security Questionnaire"), standard_of("Security questions")
    ('vsaq web application security questionnaire', '')
    """
    plain = same_question(_EDITION.sub("", questionnaire))
    name = next((one for one in _STANDARDS if plain == one or plain.startswith(f"{one} ")), None)
    if name is None:
        return ""
    edition = _EDITION.search(questionnaire)
    family = plain if name == "vsaq" else name
    return f"{family} {edition[1]}" if edition else family
