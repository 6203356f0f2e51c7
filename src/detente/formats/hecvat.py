"""HECVAT 4, the questionnaire of North American higher education, as an Excel workbook.

Read are the sheets on which the vendor answers (their second row says "Solution Provider Response"). A
question that stands on several sheets (REQU-01) is typed on one and shown on the others by formula: the
first answer that is not blank counts. The general information (GNRL-01 and so on) names the vendor and its
contacts: the vendor is taken from it, people's names and numbers are not.

What a good answer is, the workbook says on its hidden sheet "(backend scoring)": for "Are you storing any
passwords in plaintext?" it is no. It is kept as `wanted`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from detente.formats.answer_words import settled_answer
from detente.formats.date_reading import UnreadableDate, read_date
from detente.formats.errors import DamagedFile, FormatError
from detente.formats.fact_key import fact_key
from detente.formats.format import Format
from detente.formats.found import HEADING, UNDATED, Assurance, Findings, Found, PassedOver, Rejected
from detente.formats.records import QuestionnaireAnswer
from detente.formats.row_fields import midnight
from detente.formats.sheet_cells import cell_texts
from detente.formats.source import Cell, Sheet, Source

_TITLE = re.compile(r"HECVAT\W.*Solution Provider Response", re.IGNORECASE)
_TITLE_WITHIN = 5
_VERSION = re.compile(r"Version\s+(\d+(?:\.\d+)*)", re.IGNORECASE)
_QUESTION_ID = re.compile(r"[A-Z]{4}-\d{2}")
_HEADED = "Answer"  # over the column, in the row that names a domain
_GENERAL = "GNRL"
_CONTACT = PassedOver("are general information, such as contacts, which is not kept")
_AGAIN = PassedOver("show a question again that stands on another sheet")
_VENDOR, _DATE = "GNRL-01", "Date Completed"
_SCORING = "(backend scoring)"
_SCORED_ID, _SCORED_ANSWER = "New ID", "Compliant Response"
_ID, _QUESTION, _ANSWER, _MORE = range(4)


@dataclass(slots=True)
class _Answer:
    """A question as the sheets show it."""

    question_id: str
    question: str
    domain: str
    words: str
    more: str
    locator: str

    @property
    def said(self) -> str:
        """The answer with what is added to it."""
        return ", ".join(filter(None, (self.words, self.more)))


@dataclass(slots=True)
class _Workbook:
    """What is gathered from the sheets."""

    name: str = "HECVAT"
    vendor: str | None = None
    answered_at: datetime = UNDATED
    answers: dict[str, _Answer] = field(default_factory=dict)
    wanted: dict[str, str] = field(default_factory=dict)
    beside: list[Rejected | PassedOver] = field(default_factory=list)
    """Rows that are no answers of their own."""


def _matches(source: Source) -> bool:
    try:
        first = next(source.sheets(), None) if source.is_xlsx else None
        return first is not None and _title(first) is not None
    except (FormatError, OSError):
        return False


def _findings(source: Source) -> Findings:
    read = _Workbook()
    for sheet in source.sheets():
        if sheet.name == _SCORING:
            read.wanted = dict(_wanted(sheet))
        elif not sheet.hidden and (title := _title(sheet)) is not None:
            _read_sheet(sheet, title, read)
    if not read.answers:
        raise DamagedFile(
            f"{source.name} has no sheet with HECVAT answers: send the workbook as it was filled in."
        )
    yield from read.beside
    for answer in read.answers.values():
        yield Found(
            record=QuestionnaireAnswer(
                questionnaire=read.name,
                question_id=answer.question_id,
                question=answer.question,
                answer=_settled(answer),
                words=answer.words,
                evidence=answer.more,
                domain=answer.domain,
                wanted=read.wanted.get(answer.question_id, ""),
            ),
            vendor=read.vendor,
            key=fact_key(read.name, answer.question_id),
            valid_from=read.answered_at,
            locator=answer.locator,
        )


def _settled(answer: _Answer) -> str:
    settled = settled_answer(answer.words, question=answer.question)
    return "text" if settled == "blank" and answer.more else settled


def _title(sheet: Sheet) -> tuple[Cell, ...] | None:
    """Return the row that says what the sheet is, where it is one for the vendor's answers."""
    for number, cells in sheet.rows:
        if cells and isinstance(cells[0], str) and _TITLE.search(cells[0]):
            return cells
        if number >= _TITLE_WITHIN:
            break
    return None


def _read_sheet(sheet: Sheet, title: tuple[Cell, ...], read: _Workbook) -> None:
    if found := _VERSION.search(" ".join(cell_texts(title))):
        read.name = f"HECVAT {found[1]}"
    domain = ""
    for number, cells in sheet.rows:
        texts = [" ".join(text.split()) for text in cell_texts(cells)] + [""] * 4
        locator = f"sheet {sheet.name}, row {number}"
        if texts[_ID].startswith(_DATE):
            _read_date(cells, texts, locator, read)
        elif texts[_ID] == _VENDOR:
            read.vendor = read.vendor or texts[_ANSWER] or None
        elif not _QUESTION_ID.fullmatch(texts[_ID]):
            domain = texts[_ID] if texts[_ANSWER] == _HEADED else domain
            read.beside.append(_heading(texts, locator))
        elif texts[_ID].startswith(_GENERAL):
            read.beside.append(_CONTACT)
        else:
            answer = _Answer(texts[_ID], texts[_QUESTION], domain, texts[_ANSWER], texts[_MORE], locator)
            _add(answer, read)


def _heading(texts: list[str], locator: str) -> Rejected | PassedOver:
    if texts[_ANSWER] in ("", _HEADED):
        return HEADING
    reason = "The row has an answer and no question id as HECVAT has them, such as DATA-01: give it one."
    return Rejected(locator, reason, " | ".join(filter(None, texts))[:500])


def _add(answer: _Answer, read: _Workbook) -> None:
    earlier = read.answers.get(answer.question_id)
    if earlier is None or not (earlier.words or earlier.more):
        if earlier is not None:
            answer.domain = earlier.domain
            read.beside.append(_AGAIN)
        read.answers[answer.question_id] = answer
    elif _differ(answer.words, earlier.words) or (answer.more and answer.more != earlier.more):
        read.beside.append(
            Rejected(
                answer.locator,
                f"{answer.question_id} is answered {answer.said[:80]!r} here and {earlier.said[:80]!r} at "
                f"{earlier.locator}, which was taken: make them the same.",
                f"{answer.question_id} | {answer.question} | {answer.said}"[:500],
            )
        )
    else:
        read.beside.append(_AGAIN)


def _differ(words: str, earlier: str) -> bool:
    return bool(words) and settled_answer(words) != settled_answer(earlier)


def _read_date(cells: tuple[Cell, ...], texts: list[str], locator: str, read: _Workbook) -> None:
    """Take the day of completion from the first sheet that has it."""
    if read.answered_at is not UNDATED:
        return
    for cell in cells[1:]:
        if isinstance(cell, date):
            read.answered_at = midnight(cell.date() if isinstance(cell, datetime) else cell)
            return
    written = next((text for text in texts[1:] if text and ":" not in text), "")
    try:
        if written and not _VERSION.search(written):
            read.answered_at = midnight(read_date(written))
    except UnreadableDate as error:
        read.beside.append(Rejected(locator, f"Date completed: {error}", f"{_DATE} | {written}"[:500]))


def _wanted(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield the good answer to each question, as the sheet for scoring has it."""
    columns: tuple[int, int] | None = None
    for _, cells in sheet.rows:
        texts = cell_texts(cells)
        if columns is None:
            if _SCORED_ID in texts and _SCORED_ANSWER in texts:
                columns = texts.index(_SCORED_ID), texts.index(_SCORED_ANSWER)
        elif texts[columns[1]]:
            yield texts[columns[0]], texts[columns[1]].casefold()


FORMAT = Format(
    name="hecvat-xlsx",
    title="HECVAT 4, Excel",
    about="A vendor's own answers to HECVAT, the Higher Education Community Vendor Assessment Toolkit of "
    "EDUCAUSE: yes, no or N/A with additional information, and for each question the answer that the "
    "workbook itself counts as good.",
    assurance=Assurance.SELF_ATTESTED,
    matches=_matches,
    parse=_findings,
    media=("xlsx",),
)
