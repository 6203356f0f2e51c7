"""What a written answer settles: yes, no, partial, not applicable, blank; or nothing (text).

The rule, the first that fits:

1. Nothing is written, or only the wish that somebody answer ("TBD", "NEEDS OWNER INPUT - ..."): blank.
2. The answerer's own mark says that the answer still needs confirming ("drafted"): text.
3. The first word settles it: no, not applicable.
4. The mark says that it answers a part of the question only: partial.
5. The first word settles it: yes, partly.
6. The mark says "evidenced": yes. "How often are policies reviewed?" has no yes; "Annually (Interview, Q3)"
   describes the practice asked for and names its source. But where a yes/no question is answered with a
   description that denies something, no machine can tell what was meant: text.
7. Anything else: text, which settles nothing by itself.

A good answer is not always a yes ("Are passwords stored in plain text?"): that is for the questionnaire to
say, not for this module.
"""

import re

ANSWERS = ("yes", "no", "partial", "not applicable", "text", "blank")

_BLANK = re.compile(
    r"(?:needs? (?:owner )?input|tbd|tbc|to be (?:determined|confirmed|provided)|unanswered)(?:\W.*)?"
    r"|[?.\u2026\u2013\u2014-]+|(?:yes|no|n/?a)(?:\s*/\s*(?:yes|no|n/?a))+",
    re.IGNORECASE | re.DOTALL,
)
_FIRST = (
    ("no", re.compile(r"no\b(?!\.\s*\d)|(?:false|n)\W*$", re.IGNORECASE)),
    ("not applicable", re.compile(r"n/a\b|not applicable\b|na\b(?![-'])|does not apply\b", re.IGNORECASE)),
    ("yes", re.compile(r"yes\b|(?:true|y)\W*$", re.IGNORECASE)),
    ("partial", re.compile(r"partial(?:ly)?\b|partly\b|in part\b", re.IGNORECASE)),
)
_NOT_WORDS = re.compile(r"^[^\w?]+", re.UNICODE)
_UNSETTLED = re.compile(r"\b(?:needs|drafted|routed|pending|unverified|unconfirmed)\b", re.IGNORECASE)
_PARTIAL_MARK = re.compile(r"partial", re.IGNORECASE)
_EVIDENCED = re.compile(r"evidenced\b", re.IGNORECASE)
_YES_NO_QUESTION = re.compile(
    r"(?:do|does|did|is|are|was|were|has|have|can|could|will|would|may|shall|should)\b", re.IGNORECASE
)
_DENIAL = re.compile(r"\b(?:not|no|never|cannot|without)\b|n['\u2019]t\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!?](?:\s|$)")
_REFERENCE = re.compile(r"\(([^()]+)\)(?=\s*(?:[.;]?\s*$|[.;]\s|—\s*NEEDS\b))")


def settled_answer(words: str, *, mark: str = "", question: str = "") -> str:
    """Return what the written answer settles: one of ANSWERS.

    Parameters
    ----------
    words : str
        The answer as it was written.
    mark : str
        How sure the answerer is, in a column of its own, where the file has one ("evidenced").
    question : str
        What was asked; only to tell a question for yes or no from one for a description.

    Examples
    --------
    >>> settled_answer("Yes — CodeQL runs in CI (Interview, Q13)")
    'yes'
    >>> settled_answer("Annually."), settled_answer("Annually.", mark="evidenced")
    ('text', 'yes')
    >>> settled_answer("NEEDS OWNER INPUT — no such policy exists", mark="needs owner input")
    'blank'
    """
    words, mark = words.strip(), bare_mark(mark)
    if not words or _BLANK.fullmatch(words):
        return "blank"
    if _UNSETTLED.search(mark):
        return "text"
    first = next((answer for answer, pattern in _FIRST if pattern.match(_NOT_WORDS.sub("", words))), "")
    if _PARTIAL_MARK.match(mark) and first not in {"no", "not applicable"}:
        return "partial"
    if not first and _EVIDENCED.match(mark) and not _denies(words, question):
        return "yes"
    return first or "text"


def bare_mark(mark: str) -> str:
    """Return a mark without the coloured dot before it.

    >>> bare_mark("🟢 evidenced")
    'evidenced'
    """
    return _NOT_WORDS.sub("", mark).strip()


def references(words: str) -> str:
    """Return the sources that an answer names in brackets at the end of a sentence.

    >>> references("AES-256 (at rest) is used. (Encryption Policy v2.3 §4)")
    'Encryption Policy v2.3 §4'
    """
    return "; ".join(dict.fromkeys(found.strip() for found in _REFERENCE.findall(words)))


def _denies(words: str, question: str) -> bool:
    first_sentence = _SENTENCE_END.split(words, maxsplit=1)[0]
    return bool(_YES_NO_QUESTION.match(question.strip()) and _DENIAL.search(first_sentence))
