"""Small worlds of evidence: facts in documents, what a criterion makes of them, and laws that always hold.

Facts go through the room's own `body_of`, so a test sees what the scorecard sees. Everything that `shown`
returns was checked to be well formed.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.ranks import plain_name
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.shown import LEVELS, Editions, ListEdition, Shown
from detente.assessment.scorecards.to_engine import body_of
from detente.evidence.ledger.contracts import Edition, Fact
from detente.evidence.relationships.contracts import Stage, Vendor
from detente.formats.format import formats_by_name
from detente.formats.found import Assurance, Found
from detente.formats.record_rules import rules
from detente.formats.records import Record
from detente.formats.source import Source

AS_OF = datetime(2026, 7, 15, 12, tzinfo=UTC)
LONG_AGO = AS_OF - timedelta(days=30)
TOLERANCE = 1e-9
RELIABILITY = dict(zip(LEVELS, (0.2, 0.5, 0.6, 0.8, 1.0), strict=True))
POINTS_PER_CRITERION = 12.0
NONE_HELD: Editions = MappingProxyType({})
VENDOR = Vendor(
    vendor=2001,
    name="Northwind Cloud",
    relationship=1,
    customer=1001,
    tier=2,
    stage=Stage.PROVEN,
    service="Storage",
    products=("Northwind Drive",),
    notice_hours=72,
    renews_on=None,
)


# --------------------------------------------------------------------- facts


def at(text: str) -> datetime:
    """Return a moment in UTC: at("2026-05-01") is its midnight, at("2026-05-01 13:30") the afternoon."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def fact(
    record: Record,
    *,
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
    document: int = 1,
    position: int = 0,
    key: str | None = None,
    level: Assurance = Assurance.TOOL_MEASURED,
    against_only: bool = False,
    known_at: datetime = AS_OF,
) -> Fact:
    """Return a fact, dated and keyed as a table of it would be; a kind without a date is a month old."""
    return Fact(
        vendor=VENDOR.vendor,
        document=document,
        position=position,
        kind=record.kind,
        record=record,
        key=key or " ".join(str(getattr(record, name)) for name in rules(type(record)).identity),
        valid_from=valid_from or _begins(record),
        valid_to=valid_to,
        assurance=level,
        against_only=against_only,
        known_at=known_at,
    )


def document(
    *records: Record | Fact,
    number: int = 1,
    level: Assurance = Assurance.TOOL_MEASURED,
    against_only: bool = False,
    known_at: datetime = AS_OF,
) -> list[Fact]:
    """Return the facts of one document: from records, or from facts that keep their own dates and levels."""
    return [
        replace(one, document=number, position=position, against_only=against_only, known_at=known_at)
        if isinstance(one, Fact)
        else fact(
            one, document=number, position=position, level=level, against_only=against_only, known_at=known_at
        )
        for position, one in enumerate(records)
    ]


def imported(
    found: Sequence[Found], default: Assurance, *, number: int = 1, known_at: datetime = AS_OF
) -> list[Fact]:
    """Return what a format found in one file as facts, as the importer would store them."""
    return [
        fact(
            one.record,
            valid_from=one.valid_from if one.valid_from.year > 1 else known_at,
            valid_to=one.valid_to,
            document=number,
            position=position,
            key=one.key,
            level=one.assurance or default,
            known_at=known_at,
        )
        for position, one in enumerate(found)
    ]


def catalogue(
    edition_at: datetime, *nobodys: Record, document: int = 50, known_at: datetime | None = None
) -> Editions:
    """Return an edition of the catalogue of exploited vulnerabilities, with entries that are nobody's yet.

    What it lists of the vendor is in facts whose `file` is its document: `of_edition` makes them.
    """
    of = Edition(document, "catalogue.json", edition_at, known_at or edition_at, nobodys)
    by_product: dict[str, list[Record]] = defaultdict(list)
    for one in nobodys:
        by_product[plain_name(one.product)].append(one)
    return {"cisa-kev": ListEdition(of, by_product)}


def of_edition(facts: Sequence[Fact], *, document: int = 50) -> list[Fact]:
    """Return facts as the vendor's part of an edition."""
    return [replace(one, file=document) for one in facts]


def from_file(path: Path, format_name: str, **more: object) -> list[Fact]:
    """Return the facts of a real file, read by the format of that name."""
    one = formats_by_name()[format_name]
    found = [each for each in one.parse(Source(path, path.name)) if isinstance(each, Found)]
    return [replace(each, against_only=one.against_only) for each in imported(found, one.assurance, **more)]


def _begins(record: Record) -> datetime:
    for name in rules(type(record)).begins:
        value = getattr(record, name)
        if isinstance(value, datetime):
            return value
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return LONG_AGO


# --------------------------------------------------------------------- what a criterion makes of them


def shown(
    criterion: str,
    facts: Sequence[Fact],
    *,
    as_of: datetime = AS_OF,
    vendor: Vendor = VENDOR,
    editions: Editions = NONE_HELD,
    **parameters: object,
) -> list[Shown]:
    """Return a criterion's items from facts of any number of documents, and editions; each is well formed.

    Facts that begin after `as_of` are left out, as the ledger does. `parameters` replace the definition's.
    """
    own = {**known_criteria()[criterion].definition.parameters, **parameters}
    file = SimpleNamespace(
        method=SimpleNamespace(criteria=[SimpleNamespace(id=criterion)]), parameters={criterion: own}
    )
    known = [one for one in facts if one.valid_from <= as_of]
    found = body_of(file, vendor, known, as_of, editions=editions).get(criterion, [])
    for one in found:
        assert_well_formed(one)
    return found


def only(criterion: str, facts: Sequence[Fact], **more: object) -> Shown:
    """Return the sole item that facts give."""
    (found,) = shown(criterion, facts, **more)
    return found


def in_slot(found: Sequence[Shown], slot: str) -> Shown:
    """Return the sole item of a slot whose name contains some words."""
    (one,) = [one for one in found if slot in one.slot]
    return one


def assert_well_formed(one: Shown) -> None:
    """An item is what `Shown` says: shares of one population, dated, with evidence and a sentence."""
    assert one.points > 0, one
    assert one.level in LEVELS, one
    assert one.age_days >= 0, one
    assert 0 <= one.share_for <= 1, one
    assert 0 <= one.share_against <= 1, one
    assert one.share_for + one.share_against <= 1 + TOLERANCE, one
    assert one.places or one.documents, one
    assert one.words.endswith("."), one
    assert one.slot, one


@dataclass(frozen=True, slots=True)
class Filled:
    """Points that a criterion's items fill, by slot and in all, before rounding."""

    good: dict[str, float]
    bad: dict[str, float]

    @property
    def total_good(self) -> float:
        return min(POINTS_PER_CRITERION, sum(self.good.values()))

    @property
    def total_bad(self) -> float:
        return min(POINTS_PER_CRITERION, sum(self.bad.values()))


def filled(criterion: str, facts: Sequence[Fact], *, as_of: datetime = AS_OF, **more: object) -> Filled:
    """Return n min(1, rho/planned) 2^(-max(0, age-refresh)/half) times a share, the largest of each slot."""
    definition = known_criteria()[criterion].definition
    good: dict[str, float] = defaultdict(float)
    bad: dict[str, float] = defaultdict(float)
    for one in shown(criterion, facts, as_of=as_of, **more):
        source = min(1.0, RELIABILITY[one.level] / RELIABILITY[definition.planned_level])
        late = max(0.0, one.age_days - definition.refresh_days)
        points = one.points * source * 2 ** (-late / definition.half_life_days)
        good[one.slot] = max(good[one.slot], points * one.share_for)
        bad[one.slot] = max(bad[one.slot], points * one.share_against)
    return Filled(good, bad)


# --------------------------------------------------------------------- the laws


def assert_adding_never_lowers(
    criterion: str, before: Sequence[Fact], added: Sequence[Fact], *, as_of: datetime = AS_OF, **more: object
) -> None:
    """No further document lowers what was shown for, or against, in any slot: whatever it says."""
    alone = filled(criterion, before, as_of=as_of, **more)
    together = filled(criterion, [*before, *added], as_of=as_of, **more)
    for slot, points in alone.good.items():
        assert together.good[slot] >= points - TOLERANCE, (slot, "for", points, together.good[slot])
    for slot, points in alone.bad.items():
        assert together.bad[slot] >= points - TOLERANCE, (slot, "against", points, together.bad[slot])


def assert_time_never_raises(
    criterion: str,
    facts: Sequence[Fact],
    *,
    later: timedelta,
    as_of: datetime = AS_OF,
    deadlines_pass: bool = False,
    **more: object,
) -> None:
    """The same facts, seen later, fill no more points; against, only where a deadline may pass meanwhile."""
    facts = [one for one in facts if one.valid_from <= as_of]
    now = filled(criterion, facts, as_of=as_of, **more)
    then = filled(criterion, facts, as_of=as_of + later, **more)
    assert then.total_good <= now.total_good + TOLERANCE, ("for", now, then)
    if not deadlines_pass:
        assert then.total_bad <= now.total_bad + TOLERANCE, ("against", now, then)


def moments(back_days: int = 500) -> st.SearchStrategy[datetime]:
    """Moments of the last while, to the hour, none after AS_OF."""
    return st.integers(0, back_days * 24).map(lambda hours: AS_OF - timedelta(hours=hours))


def days(back: int = 500, ahead: int = 0) -> st.SearchStrategy[date]:
    """Days around AS_OF."""
    return st.integers(-ahead, back).map(lambda number: (AS_OF - timedelta(days=number)).date())


LATER = st.integers(1, 800).map(lambda number: timedelta(days=number))


@st.composite
def documents(
    draw, records: st.SearchStrategy[Record | Fact], *, least: int = 2, most: int = 4
) -> list[list[Fact]]:
    """Documents of several records each, at any level, each arriving at a time of its own; some only against.

    Take the last as the one that is added: ``*before, added = documents``; `flat(before)` are its facts.
    """
    arrivals = draw(st.lists(moments(400), min_size=least, max_size=most, unique=True))
    return [
        document(
            *draw(st.lists(records, min_size=1, max_size=6)),
            number=number,
            level=draw(st.sampled_from(Assurance)),
            against_only=draw(st.sampled_from([False, False, False, True])),
            known_at=known_at,
        )
        for number, known_at in enumerate(arrivals, start=1)
    ]


def flat(several: Sequence[Sequence[Fact]]) -> list[Fact]:
    """Return the facts of several documents."""
    return list(chain.from_iterable(several))
