"""VSAQ, Google's Vendor Security Assessment Questionnaire: a template, and what was answered.

The template is JSON with comments and joined strings. A filled-in one carries the map of ids to values
beside it, as `values` or `answers`. Without such a map every question is blank; with one, a question whose
condition is not met was not asked, and is left out (and counted). The file of answers alone that VSAQ lets
people download is read with --as vsaq; it does not say what was asked.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.formats.answer_words import settled_answer
from detente.formats.commented_json import Located, read
from detente.formats.errors import DamagedFile
from detente.formats.fact_key import fact_key
from detente.formats.format import Format
from detente.formats.found import UNDATED, Assurance, Findings, Found, PassedOver, Rejected
from detente.formats.records import QuestionnaireAnswer
from detente.formats.source import Source
from detente.formats.vsaq_condition import is_met

_LISTS = ("questionnaire", "extensions")
_SHAPE = re.compile(rb'"(?:questionnaire|extensions)"\s*:\s*\[')
_TYPES = re.compile(rb'"type"\s*:\s*"(?:block|info|radiogroup|checkgroup|check|yesno|line|box|tip)"')
_QUESTIONS = {"line", "box", "radiogroup", "checkgroup", "radio", "check", "yesno", "upload"}
_CHECKED = "checked"
_HIDDEN = PassedOver("are questions that the other answers leave out")
_HIDDEN_ANSWER = PassedOver("answer questions that the other answers leave out")
_OF_THE_FORM = PassedOver("are fields of the form itself: what it is about, its options, or feedback on it")
_FORM_BLOCKS = {"application metadata", "questionnaire options", "feedback"}
_FORM_FIELDS = {"application_name", "application_description", "feedback"}
_TAG = re.compile(r"<[^>]*>")
_ENDS = {"_yes": "yes", "/yes": "yes", "_no": "no", "/no": "no"}


@dataclass(frozen=True, slots=True)
class _Question:
    """One item of the template that somebody answers."""

    item: Located
    text: str
    domain: str
    asked: bool

    @property
    def choices(self) -> dict[str, str]:
        """The choices of a group: id -> text."""
        pairs = [pair for one in _objects(self.item.get("choices")) for pair in one.items()]
        return {key: _visible(text) for key, text in pairs if isinstance(text, str)}

    @property
    def id(self) -> str:
        """The id; a group without one goes by its first choice."""
        given = self.item.get("id")
        return given if isinstance(given, str) else next(iter(self.choices), "")

    @property
    def is_of_the_form(self) -> bool:
        """Whether it asks nothing about security: a name, options that choose the questions, feedback."""
        return self.id in _FORM_FIELDS or self.domain.casefold() in _FORM_BLOCKS


def _matches(source: Source) -> bool:
    return bool(_SHAPE.search(source.head) and _TYPES.search(source.head))


def _findings(source: Source) -> Findings:
    root = read(source.text(), source.limits, source.name)
    if not isinstance(root, Located):
        raise DamagedFile(
            f"{source.name} is no VSAQ questionnaire: a list of items is expected in an object."
        )
    items = [item for name in _LISTS for item in _objects(root.get(name))]
    answered = root.get("values", root.get("answers"))
    if isinstance(answered, Located) and answered.repeated:
        twice = answered.repeated[0]
        raise DamagedFile(f"{source.name}, line {answered.line}: {twice!r} is answered twice: keep one.")
    values = _values(answered)
    if not items:
        yield from _answers_alone(root, source.name)
        return
    name = _name(items)
    warned = set(_warned(items))
    places: dict[str, int] = {}
    asked: set[str] = set()
    for question in _questions(items, values, _visible(items[0].get("text", "")), asked=True):
        locator = f"line {question.item.line}"
        if not question.id:
            yield Rejected(
                locator, "The question has no id and no choices: give it an id.", question.text[:500]
            )
        elif question.id in places:
            reason = f"The id {question.id} is used on line {places[question.id]} already: give it another."
            yield Rejected(locator, reason, question.text[:500])
        elif question.is_of_the_form:
            places[question.id] = question.item.line
            yield _OF_THE_FORM
        elif question.asked or values is None:
            places[question.id] = question.item.line
            yield _found(question, values or {}, name, warned)
        else:
            yield _HIDDEN_ANSWER if _is_answered(question, values) else _HIDDEN
        asked |= {question.id, *question.choices}
    if isinstance(answered, Located):
        yield from _of_no_question(answered, values or {}, asked)


def _is_answered(question: _Question, values: Mapping[str, str]) -> bool:
    return any(values.get(one) for one in (question.id, *question.choices))


def _of_no_question(answered: Located, values: Mapping[str, str], asked: set[str]) -> Iterator[Rejected]:
    for key, value in values.items():
        if value and key not in asked:
            reason = f"No question has the id {key[:80]!r} that is answered here: mend the id, or remove it."
            yield Rejected(f"line {answered.line}", reason, f"{key}: {value}"[:500])


def _objects(written: object) -> list[Located]:
    return [one for one in written if isinstance(one, Located)] if isinstance(written, list) else []


def _values(written: object) -> dict[str, str] | None:
    """Return what was answered by id, as text, or None where the file has no answers."""
    if not isinstance(written, dict):
        return None
    texts = {key: _CHECKED if value is True else value for key, value in written.items()}
    return {key: value.strip() for key, value in texts.items() if isinstance(value, str)}


def _name(items: list[Located]) -> str:
    title = _visible(items[0].get("text", ""))
    return f"VSAQ {title}".strip()


def _visible(text: object) -> str:
    """Return what a reader sees of a text with HTML in it."""
    return " ".join(html.unescape(_TAG.sub("", text)).split()) if isinstance(text, str) else ""


def _questions(
    items: list[Located], values: Mapping[str, str] | None, domain: str, *, asked: bool
) -> Iterator[_Question]:
    introduction = ""
    for item in items:
        kind, text = item.get("type"), _visible(item.get("text", ""))
        condition = item.get("cond", "")
        shown = asked and (not isinstance(condition, str) or is_met(condition, values or {}))
        if kind == "block":
            yield from _questions(_objects(item.get("items")), values, text or domain, asked=shown)
        elif kind == "info":
            introduction = text
        elif kind in _QUESTIONS:
            yield _Question(item, text or introduction or domain, domain, shown)


def _warned(items: list[Located]) -> Iterator[str]:
    """Yield the choices that VSAQ itself warns of."""
    for item in items:
        if item.get("type") == "tip" and item.get("warn") == "yes":
            yield str(item.get("cond", "")).strip()
        yield from _warned(_objects(item.get("items")))


def _found(question: _Question, values: Mapping[str, str], name: str, warned: set[str]) -> Found:
    answer, words = _answer(question, values)
    return Found(
        record=QuestionnaireAnswer(
            questionnaire=name,
            question_id=question.id,
            question=question.text,
            answer=answer,
            words=words,
            domain=question.domain,
            wanted=_wanted(question, warned),
        ),
        vendor=None,
        key=fact_key(name, question.id),
        valid_from=UNDATED,
        locator=f"line {question.item.line}",
    )


def _answer(question: _Question, values: Mapping[str, str]) -> tuple[str, str]:
    """Return what the answer settles, and its words."""
    value, kind = values.get(question.id, ""), question.item["type"]
    if kind in {"check", "radio"}:  # one that is not ticked may have been overlooked
        return ("yes", question.text) if value == _CHECKED else ("blank", "")
    if kind == "yesno":
        label = _visible(question.item.get(value, "")) if value in {"yes", "no"} else ""
        return (value, label or value) if value in {"yes", "no"} else ("blank", "")
    if kind not in {"radiogroup", "checkgroup"}:
        return settled_answer(value), value
    chosen = {
        key: text for key, text in question.choices.items() if values.get(key) == _CHECKED or key == value
    }
    words = "; ".join(chosen.values())
    if not chosen or kind == "checkgroup":
        return ("text" if chosen else "blank"), words
    settled = settled_answer(words)
    return (_by_id(next(iter(chosen))) if settled == "text" else settled), words


def _by_id(choice: str) -> str:
    """Return what the id of a choice says of it: `uses_tls_no` is a no, in whatever words."""
    return next((answer for end, answer in _ENDS.items() if choice.endswith(end)), "text")


def _wanted(question: _Question, warned: set[str]) -> str:
    """Return the answer that VSAQ does not warn of, where it warns of one of yes and no."""
    if question.item["type"] == "yesno":
        bad = {answer for answer in ("yes", "no") if f"{question.id}/{answer}" in warned}
    else:
        texts = {key: settled_answer(text) for key, text in question.choices.items() if key in warned}
        bad = {_by_id(key) if settled == "text" else settled for key, settled in texts.items()}
    return {"yes": "no", "no": "yes"}.get(bad.pop(), "") if len(bad) == 1 else ""


def _answers_alone(root: Mapping[str, Any], name: str) -> Findings:
    values = _values(root) or {}
    if not values:
        raise DamagedFile(f"{name} has neither a VSAQ questionnaire nor answers by id: is it the right file?")
    for key, value in values.items():
        if key in _FORM_FIELDS:
            yield _OF_THE_FORM
        elif value:
            answer = _by_id(key) if value == _CHECKED else settled_answer(value)
            yield Found(
                record=QuestionnaireAnswer("VSAQ", key, "", answer, value),
                vendor=None,
                key=fact_key("VSAQ", key),
                valid_from=UNDATED,
                locator=f"/{key.replace('~', '~0').replace('/', '~1')}",
            )


FORMAT = Format(
    name="vsaq",
    title="VSAQ, JSON with comments",
    about="Google's Vendor Security Assessment Questionnaire: the questions of a template, and the vendor's "
    "own answers where the file has the map of ids to values; a blank template gives blank answers.",
    assurance=Assurance.SELF_ATTESTED,
    matches=_matches,
    parse=_findings,
    media=("json",),
)
