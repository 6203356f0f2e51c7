"""Answers to the questionnaire as vendors send them: CSV, Excel or Markdown; and what a checker found."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

import xlsxwriter

from detente.site.commands.demo.deliveries import Delivery, DemoFile, csv_bytes, slug
from detente.site.commands.demo.makers.questions import Question, questions
from detente.site.commands.demo.vendors import BY_NAME, Depth, Vendor, vendors_with
from detente.site.commands.demo.world import World

VERSION = "4.0.3"
NAMES = {"csv": "CAIQ 4", "xlsx": f"CAIQ {VERSION}", "md": f"CAIQ {VERSION}"}
"""What the importer will call the questionnaire: a CSV does not tell its edition."""
HEADER = ("Question ID", "Question", "CSP CAIQ Answer", "Domain", "CSP Implementation Description")
SENT = {Depth.ALL: 3, Depth.MUCH: 2, Depth.SOME: 1}  # once a year
CHECKER = "Harrow Assessors"
PARTLY = 0.08  # how far beyond its preparedness a vendor still answers in part
CHECKED_AFTER = timedelta(days=24)
CHECKED = frozenset(
    [
        "Kestrel",
        "Aldgate",
        "Corvane",
        "Dunmere",
        "Eskdale",
        "Fenwick",
        "Quillon",
        "Ashcombe",
        "Elmhurst",
        "Hartwell",
        "Langmere",
    ]
)
FIXED_FORMATS = {"Kestrel": "xlsx", "Corvane": "csv", "Quillon": "md", "Coverdale": "csv"}
DESCRIPTIONS = (
    "Policy library, section {}, as of {}.",
    "See the handbook for customers, chapter {}, {} edition.",
    "Shown to the auditor, test {} of {}.",
    "Ticket board of the platform team, epic {}, {}.",
)
Answer = tuple[Question, str, str]


@dataclass(frozen=True, slots=True)
class Round:
    """One time that a vendor answered."""

    vendor: Vendor
    on: date
    format: str


@cache
def _questions() -> tuple[Question, ...]:
    return tuple(questions())


def deliveries(world: World) -> Iterator[Delivery]:
    """Yield the answers of each round, and a checker's findings on the latest one of some vendors."""
    for vendor in vendors_with(Depth.FIRST_WEEK):
        rounds = _rounds(vendor, world)
        for one in rounds:
            yield _answers(one, world)
        if vendor.name in CHECKED:
            yield _checks(rounds[0], world)


def _rounds(vendor: Vendor, world: World) -> list[Round]:
    """Return when a vendor answered, the latest first."""
    written = FIXED_FORMATS.get(vendor.name) or world.chance.pick(
        ("csv", "csv", "xlsx", "md"), vendor.name, "form"
    )
    if vendor.depth is Depth.FIRST_WEEK:
        return [Round(vendor, world.before(3), written)]
    latest = world.chance.whole(40, 240, vendor.name, "answered")
    return [
        Round(vendor, world.before(latest + 365 * years), written)
        for years in range(SENT.get(vendor.depth, 0))
    ]


def _answered(one: Round, world: World) -> list[Answer]:
    # Corvane says yes to nearly all; another says what is so
    prepared = 0.97 if one.vendor.name == "Corvane" else world.trait(one.vendor, "prepared", one.on)
    return [_answer(one, question, prepared, world) for question in _questions()]


def _answer(one: Round, question: Question, prepared: float, world: World) -> Answer:
    chance, names = world.chance, (one.vendor.name, question.id)
    beyond = chance.share(*names) - prepared
    if beyond < 0:
        words = "Yes"
    elif beyond < PARTLY:
        words = "Partial"
    else:
        words = chance.pick(("No", "No", "", "N/A"), *names, "words")
    if not words or not chance.happens(0.4, *names, "described"):
        return question, words, ""
    section = chance.whole(1, 40, *names, "section")
    return question, words, chance.pick(DESCRIPTIONS, *names).format(section, one.on.year)


def _answers(one: Round, world: World) -> Delivery:
    answers = _answered(one, world)
    write = {"csv": _as_csv, "xlsx": _as_workbook, "md": _as_markdown}[one.format]
    name = f"{slug(one.vendor.name)}-caiq-{one.on:%Y-%m}.{one.format}"
    return Delivery(one.on, one.vendor.name, DemoFile("questionnaires", name, write(one, answers)))


def _as_csv(one: Round, answers: Sequence[Answer]) -> bytes:
    return csv_bytes(
        HEADER, ((asked.id, asked.words, said, asked.domain, more) for asked, said, more in answers)
    )


def _as_workbook(one: Round, answers: Sequence[Answer]) -> bytes:
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    workbook.set_properties({"title": "CAIQ", "created": datetime(one.on.year, one.on.month, one.on.day)})  # noqa: DTZ001  # the writer knows no zones
    sheet = workbook.add_worksheet(f"CAIQ v{VERSION}")
    sheet.write_row(0, 0, HEADER)
    sheet.set_column(1, 1, 70)
    for number, (asked, said, more) in enumerate(answers, start=1):
        sheet.write_row(number, 0, (asked.id, asked.words, said, asked.domain, more))
    workbook.close()
    return file.getvalue()


def _as_markdown(one: Round, answers: Sequence[Answer]) -> bytes:
    lines = [
        f"# {one.vendor.name}: our answers",
        "",
        "| About | This document |",
        "|---|---|",
        f"| Vendor | {one.vendor.name} |",
        f"| Version | CAIQ v{VERSION} |",
        f"| Last Updated | {one.on:%B} {one.on.day}, {one.on.year} |",
        "",
        f"| {' | '.join(HEADER)} |",
        f"|{'---|' * len(HEADER)}",
        *(
            f"| {asked.id} | {asked.words} | {said} | {asked.domain} | {more} |"
            for asked, said, more in answers
        ),
    ]
    return "\n".join([*lines, ""]).encode()


def _checks(one: Round, world: World) -> Delivery:
    """A checker opened what some good answers refer to."""
    on = one.on + CHECKED_AFTER
    candid = world.trait(one.vendor, "candid", on)
    rows = [
        (
            "answer_checked", NAMES[one.format], asked.id, on, CHECKER,
            str(world.chance.happens(0.55 + 0.44 * candid, one.vendor.name, asked.id, "holds")).lower(),
        )
        for asked, said, _ in _answered(one, world)
        if said == "Yes" and world.chance.happens(0.8, one.vendor.name, asked.id, "checked")
    ]  # fmt: skip
    header = ("kind", "questionnaire", "question_id", "checked_on", "checked_by", "holds")
    name = f"{slug(one.vendor.name)}-answers-checked-{on:%Y-%m}.csv"
    return Delivery(on, one.vendor.name, DemoFile("assessments", name, csv_bytes(header, rows)))


def answered_yes(vendor: str, world: World, *, most: int) -> list[str]:
    """Return the ids of some questions that a vendor answered with yes."""
    latest = _rounds(BY_NAME[vendor], world)[0]
    return [asked.id for asked, said, _ in _answered(latest, world) if said == "Yes"][:most]
