"""Print the summary: what came in, the vendors, what deserves attention, where to look next."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from detente.assessment.scorecards.contracts import Mark, Portfolio
from detente.rendering.text_bars import Ink
from detente.site.commands.summary.gathering import Gathered, Imported
from detente.site.commands.summary.interval_text import WIDTH, interval

COLUMNS = 100
NAME = 14
MOST_VENDORS = 60
MOST_OF_A_KIND = 6
MOST_MOVES = 3
LEAST_MOVE = 5.0
TIERS = {1: "critical functions depend on it", 2: "important", 3: "standard"}
KINDS = {
    "gate": "Must-have not met", "lapsed": "Lapsed", "lapsing": "Lapses soon", "disagreement": "Sources disagree",
    "dispute": "In dispute", "renewal": "Renews soon",
}  # fmt: skip


def lines(of: Gathered, *, ink: Ink, command: str, address: str) -> Iterator[str]:
    """Yield the lines of the summary.

    Parameters
    ----------
    of : Gathered
        What to say.
    ink : Ink
        The characters that the terminal can show.
    command : str
        How to call Détente's command line from here.
    address : str
        Where the pages are served.
    """
    yield _spread(of.actor.organisation_name, f"{_day(of.at)}, as {of.actor.name} sees it")
    yield ink.line * COLUMNS
    if of.imported is not None:
        yield from _came_in(of.imported)
    yield ""
    yield from _vendors(of.portfolio, ink)
    yield ""
    yield "What deserves attention"
    yield from _attention(of) or ["  Nothing today."]
    yield ""
    yield from _moved(of)
    yield "Where to look next"
    yield from _next(of, command, address)


def _many(count: int, one: str) -> str:
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


def _came_in(of: Imported) -> Iterator[str]:
    if not of.files or of.first_at is None or of.last_at is None:
        yield "Nothing was imported yet."
        return
    what = f"{_many(of.files, 'file')} with {_many(of.facts, 'fact')}"
    yield f"{what} came in between {_day(of.first_at)} and {_day(of.last_at)}."
    left = [
        f"{_many(of.rejected, 'row')} could not be used" if of.rejected else "",
        f"{_many(of.unusable, 'file')} could not be used" if of.unusable else "",
        f"{_many(of.waiting, 'fact')} about no vendor of ours" if of.waiting else "",
    ]
    if any(left):
        yield f"{'; '.join(one for one in left if one)}."


def _vendors(of: Portfolio, ink: Ink) -> Iterator[str]:
    titles = [one.title for one in of.rows[0].dimensions] if of.rows else []
    yield f"{'Vendors':{NAME}}{''.join(f' {title:{WIDTH - 1}}' for title in titles)}".rstrip()
    yield (
        f"{'':{NAME}} {ink.demonstrated * 3} demonstrated  {ink.possible * 3} still possible  "
        f"{ink.below} below the agreed floor; 0 to 100, {of.method}"
    )
    shown = of.rows[:MOST_VENDORS]
    for tier, rows in groupby(shown, key=lambda row: row.vendor.tier):
        inside = list(rows)
        floors = [f"{one.floor:.0f}" for one in inside[0].dimensions if one.floor is not None]
        agreed = f"; agreed floors {', '.join(floors)}" if floors else ""
        yield f"Tier {tier}: {TIERS[tier]}, {len(inside)} vendors{agreed}"
        for row in inside:
            name = row.vendor.name
            cut = name if len(name) < NAME - 2 else f"{name[: NAME - 4]}…"
            cells = "".join(interval(one, ink) for one in row.dimensions)
            yield f"  {cut:{NAME - 2}}{cells}{_note(row.marks, row.evidence)}".rstrip()
    if len(of.rows) > MOST_VENDORS:
        yield f"  ... and {len(of.rows) - MOST_VENDORS} more."


def _note(marks: Iterable[Mark], evidence: int) -> str:
    kinds = {one.kind for one in marks}
    if "gate" in kinds:
        return "must-have not met"
    if "lapsing" in kinds:
        return "lapses soon"
    return "" if evidence else "nothing imported"


def _attention(of: Gathered) -> list[str]:
    found: dict[str, list[str]] = {words: [] for words in KINDS.values()}
    for row in of.portfolio.rows:
        for mark in row.marks:
            if mark.kind in KINDS and (row.evidence or mark.kind != "gate"):
                found[KINDS[mark.kind]].append(_about(row.vendor.name, mark.words.rstrip(".")))
    found["Sources disagree"] += [
        _about(
            one.vendor,
            f"{one.title}: {one.demonstrated:.0f} demonstrated, yet {one.possible:.0f} possible",
        )
        for one in of.disagreements
    ]
    found["Below the floor"] = [
        _about(
            row.vendor.name, f"{one.title}: {one.ends.demonstrated:.0f} demonstrated, {one.floor:.0f} agreed"
        )
        for row in of.portfolio.rows
        for one in row.dimensions
        if one.below_floor and one.ends and one.floor is not None
    ]
    found["A name to match"] = [
        _about(one.suggestion or "", f"{one.written!r} in {_many(one.facts, 'fact')}: is it the same?")
        for one in (of.imported.names if of.imported else ())
    ]
    found["Our own side"] = _ourselves(of)
    lines = []
    for title, those in found.items():
        for number, one in enumerate(those[:MOST_OF_A_KIND]):
            lines.append(cut(f"  {title if number == 0 else '':20}{one}"))
        if len(those) > MOST_OF_A_KIND:
            lines.append(f"  {'':20}... and {len(those) - MOST_OF_A_KIND} more.")
    return lines


def _ourselves(of: Gathered) -> list[str]:
    ends = of.buyer.dimension.ends
    if ends is None:
        return []
    weakest = min(of.buyer.criteria, key=lambda one: one.ends.possible)
    return [
        _about(
            "As a buyer",
            f"{ends.demonstrated:.0f} to {ends.possible:.0f}; least shown: {weakest.title.lower()}, "
            f"{weakest.ends.demonstrated:.0f} to {weakest.ends.possible:.0f}",
        )
    ]


def _moved(of: Gathered) -> Iterator[str]:
    rises = [one for one in of.moves if one.now - one.before >= LEAST_MOVE][:MOST_MOVES]
    falls = [one for one in reversed(of.moves) if one.before - one.now >= LEAST_MOVE][:MOST_MOVES]
    if not rises and not falls:
        return
    yield f"What moved most in a year in tier {of.portfolio.rows[0].vendor.tier}, by the demonstrated end"
    for verb, those in (("rose", rises), ("fell", falls)):
        for one in those:
            yield f"  {one.vendor:{NAME - 2}}{one.dimension} {verb} from {one.before:.0f} to {one.now:.0f}"
    yield ""


def _next(of: Gathered, command: str, address: str) -> Iterator[str]:
    rows = of.portfolio.rows
    first = rows[0].vendor.name if rows else "VENDOR"
    marked = max(rows, key=lambda row: len(row.marks)).vendor.name if rows else first
    riser = of.moves[0].vendor if of.moves else first
    said = [
        ("The pages", f"{address} while `{command} serve` (or ./run) runs"),
        ("A scorecard", f"{command} scorecards show {_word(marked)}"),
        ("How it moved", f"{command} scorecards history {_word(riser)}"),
    ]
    if of.example is not None:
        one = of.example
        said += [
            ("Why a number", f"{command} scorecards explain {_word(one.vendor)} {one.criterion}"),
            ("A line behind it", f"{command} ledger show-evidence {one.document} {one.position}"),
        ]
    names = of.imported.names if of.imported else ()
    if names:
        which = f"--written {_word(names[0].written)} --vendor {_word(names[0].suggestion or '')}"
        said.append(("The name above", f"{command} relationships match-name {which}"))
    for title, what in said:
        yield f"  {title:20}{what}"


def cut(line: str) -> str:
    """Return a line of `COLUMNS` at most: a longer one ends after a word, and says that it goes on.

    >>> cut("word " * 30)[-10:]
    'word word…'
    """
    if len(line) <= COLUMNS:
        return line
    kept = line[:COLUMNS].rpartition(" ")[0].rstrip(" ,;:") or line[: COLUMNS - 1]
    return f"{kept[: COLUMNS - 1]}…"


def _about(name: str, words: str) -> str:
    return f"{name:{NAME - 1}} {words}"


def _word(text: str) -> str:
    return f"'{text}'" if " " in text else text


def _spread(left: str, right: str) -> str:
    return f"{left}{right:>{COLUMNS - len(left)}}"


def _day(moment: datetime) -> str:
    return f"{moment:%-d %B %Y}"
