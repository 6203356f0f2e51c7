"""What a written answer settles: yes, no, partial, not applicable, blank; or nothing (text).

The rule, the first that fits:

1. Nothing is written, or only the wish that somebody answer ("TBD", "NEEDS OWNER INPUT - ..."): blank.
2. The answerer's own mark says that the answer still needs confirming ("drafted"): text.
3. The first word settles it: no, not applicable.
4. The mark says that it answers a part of the question only: partial.
5. The first word settles it: yes, partly.
6. Free text is a yes only where the file itself marks it as one. The convention is that of completed CAIQ-Lite
   files in circulation, which sort every answer into "evidenced", "drafted" and "needs owner input": the mark is
   the one word "evidenced", and the answer ends with its source in brackets. "How often are policies reviewed?" has
   no yes; "Annually. (Interview, Q3)" describes the practice asked for. Even then it must answer a question of how,
   what, when or who, or name what a question for yes or no gives as an example ("Do you hold certifications (SOC 2,
   ISO 27001)?" "SOC 2 Type II."); and it may not begin by denying, limiting or promising anything ("We do not ...",
   "Only for ...", "Planned for ..."), since no machine can tell what was meant. What is asked to be described, listed
   or provided ("Provide a company overview") is answered in words, whatever they say.
7. Anything else: text, which settles nothing by itself. So is a yes that the next word takes back ("Yes, but ...").

A published file that was counted by hand has 109 yes, 7 no and 8 that settle nothing: 45 begin with yes, 63 describe
what is done and one names a certificate; without rule 6 the count would be 45.

Brackets at the end of a sentence are a source only where they look like one: they name a kind of document ("Access
Control Policy v1.8 §2"), or are a title with a number ("Relay Tier 2 Additions"). "(criminal, credit)" is none.

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
_EVIDENCED = re.compile(r"evidenced\W*", re.IGNORECASE)
_ASKS_HOW = re.compile(r"(?:how|what|which|when|where|who|whom|whose|why)\b", re.IGNORECASE)
_ASKS_YES_OR_NO = re.compile(
    r"(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|may)\b", re.IGNORECASE
)
_EXAMPLES = re.compile(r"\(([^()]+)\)")
_CLAUSE_END = re.compile(r"[.,;:!?(\u2014](?:\s|$)|\s[-\u2013\u2014]\s|\(")
_TAKEN_BACK = re.compile(
    r"\b(?:not|no|none|nobody|nothing|never|cannot|without|lacks?|unable"
    r"|only|some|sometimes|mostly|partial(?:ly)?|partly|in part|limited|except|but|however|although|though|ad[ -]hoc"
    r"|in progress|progressing|plan(?:s|ned|ning)?|will|to be|intend(?:s|ed)?|pending|draft(?:ed|ing)?|upcoming|soon"
    r"|under (?:way|development|review|construction)|being (?:developed|written|introduced|implemented)|roadmap)\b"
    r"|n['\u2019]t\b",
    re.IGNORECASE,
)
_QUALIFIED_YES = re.compile(
    r"\W*yes\W+(?:but|however|except|although|though|only|partial(?:ly)?|partly|in part|in progress|planned|not yet"
    r"|to be|once)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\(([^()]+)\)(?=\s*(?:[.;]?\s*$|[.;]\s|—\s*NEEDS\b))")
_DOCUMENT = re.compile(
    r"\b(?:polic(?:y|ies)|procedures?|standards?|plans?|reports?|interviews?|handbook|manual|guide(?:line)?s?|runbook"
    r"|playbook|white ?paper|certificates?|attestation|agreement|contract|appendix|annex|exhibit|section|clause|chapter"
    r"|summary|profile|list|register|inventory|statement|questionnaire|diagram|minutes|documents?|documentation|charter"
    r"|terms|wiki|page|ticket|screenshot)\b|\u00a7|https?://|\bQ\d+\b(?! *\d{4})",
    re.IGNORECASE,
)
_TITLE_WORD = re.compile(r"[A-Z\d&][\w&./:-]*|of|and|the|for|in|on|to", re.ASCII)
_TITLE = 3  # words at least, of which one has a digit


def settled_answer(words: str, *, mark: str = "", question: str = "") -> str:
    """Return what the written answer settles: one of ANSWERS.

    Parameters
    ----------
    words : str
        The answer as it was written.
    mark : str
        How sure the answerer is, in a column of its own, where the file has one ("evidenced").
    question : str
        What was asked: a question for a description has no yes that an answer could begin with.

    Examples
    --------
    >>> settled_answer("Yes — CodeQL runs in CI (Interview, Q13)")
    'yes'
    >>> asked = "How often are policies reviewed?"
    >>> settled_answer("Annually. (Interview, Q3)", question=asked)
    'text'
    >>> settled_answer("Annually. (Interview, Q3)", question=asked, mark="evidenced")
    'yes'
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
    if first == "yes" and _QUALIFIED_YES.match(words):
        return "text"
    if not first and _EVIDENCED.fullmatch(mark) and references(words) and _answers(words, question.strip()):
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

    >>> references("AES-256 (at rest) is used. (Encryption Policy v2.3 §4)"), references("Checked (criminal, credit).")
    ('Encryption Policy v2.3 §4', '')
    """
    found = [one.strip() for one in _REFERENCE.findall(words)]
    return "; ".join(dict.fromkeys(filter(_is_source, found)))


def _is_source(words: str) -> bool:
    if _DOCUMENT.search(words):
        return True
    parts = [part.strip(",;") for part in words.split()]
    is_title = len(parts) >= _TITLE and all(map(_TITLE_WORD.fullmatch, parts))
    return is_title and any(map(str.isdigit, words))


def _answers(words: str, question: str) -> bool:
    """Return whether free text describes what was asked for, and takes nothing of it back as it begins."""
    if _TAKEN_BACK.search(_CLAUSE_END.split(words, maxsplit=1)[0]):
        return False
    if _ASKS_HOW.match(question):
        return True
    if not _ASKS_YES_OR_NO.match(question):
        return False
    examples = [one.strip().casefold() for found in _EXAMPLES.findall(question) for one in found.split(",")]
    return any(words.casefold().startswith(one) for one in examples if len(one) > 2 and one != "etc.")  # noqa: PLR2004
