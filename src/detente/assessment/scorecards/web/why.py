"""The pages that explain one criterion or one must-have, down to the line of the file."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from detente.assessment.scorecards.contracts import Why
from detente.assessment.scorecards.selectors.scorecard import explain
from detente.assessment.scorecards.selectors.why_must_have import WhyMustHave, explain_must_have
from detente.assessment.scorecards.web import why_words as words
from detente.assessment.scorecards.web.asking import address, crumbs, passed_over
from detente.assessment.scorecards.web.why_words import ConflictWords, EvidenceWords, SlotLine
from detente.assessment.scorecards.web.words import GATE_STATES, how_many
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import DaysAsked, days_in
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.web import of_a_day, page_response

SLOT_COLUMNS = (
    Column("Slot"),
    Column("What it shows"),
    Column("Planned", align="end", width="fit"),
    Column("× source", align="end", width="fit"),
    Column("× age", align="end", width="fit"),
    Column("For", align="end", width="fit"),
    Column("Against", align="end", width="fit"),
)


@dataclass(frozen=True, slots=True)
class WhyShown:
    """One criterion down to the line of the file."""

    title: str
    crumbs: tuple[Crumb, ...]
    sentence: str
    adds: str
    demonstrated: float
    possible: float
    nothing: bool
    conflicts: tuple[ConflictWords, ...]
    columns: tuple[Column, ...]
    slots: tuple[SlotLine, ...]
    more_slots: tuple[SlotLine, ...]
    formula: tuple[str, ...]
    note: str
    evidence: tuple[EvidenceWords, ...]
    more_evidence: tuple[EvidenceWords, ...]
    evidence_summary: str
    next_url: str
    meaning: tuple[tuple[str, object], ...]


@of_a_day
@require_safe
def why(request: HttpRequest, vendor: int, criterion: str) -> HttpResponse:
    """Show how a criterion's two figures were computed, down to the line of the file."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    days = days_in(request.GET)
    found = explain(
        actor=actor,
        at=clock.now(),
        vendor=str(vendor),
        criterion=criterion,
        as_of=days.as_of,
        known_on=days.known_on,
        after=passed_over(request),
    )
    trail = crumbs(found.vendor, found.criterion.title, days)
    return page_response(
        request, "scorecards/why.html", page=why_shown(found, trail, days, request.get_full_path())
    )


def why_shown(found: Why, trail: tuple[Crumb, ...], days: DaysAsked, url: str) -> WhyShown:
    """Return one criterion down to the line of the file, whichever page leads to it."""
    of = found.criterion
    return WhyShown(
        title=words.why_title(of),
        crumbs=trail,
        sentence=words.why_sentence(of),
        adds=words.adds_sentence(of),
        demonstrated=of.ends.demonstrated,
        possible=of.ends.possible,
        nothing=not of.slots,
        conflicts=words.conflicts(found, days),
        columns=SLOT_COLUMNS,
        slots=words.slot_lines(found, days, counting=True),
        more_slots=words.slot_lines(found, days, counting=False),
        formula=tuple(found.formula.splitlines()),
        note=words.formula_note(found),
        evidence=(
            *words.document_words(found.documents, days),
            *words.evidence_words(found.evidence[: words.EVIDENCE_AT_ONCE], days),
        ),
        more_evidence=words.evidence_words(found.evidence[words.EVIDENCE_AT_ONCE :], days),
        evidence_summary=words.evidence_summary(found),
        next_url=with_query(url, after=found.next) if found.next else "",
        meaning=words.meaning(found),
    )


@dataclass(frozen=True, slots=True)
class WhyMustHaveShown:
    """One must-have: the verdict, the rule, and what was read."""

    title: str
    crumbs: tuple[Crumb, ...]
    text: str
    state: str
    reason: str
    rule: str
    method: str
    decided_by: tuple[EvidenceWords, ...]
    also_read: tuple[EvidenceWords, ...]
    nothing: str
    agreed_url: str
    read_summary: str
    next_url: str


@of_a_day
@require_safe
def why_must_have(request: HttpRequest, vendor: int, must_have: str) -> HttpResponse:
    """Show why a must-have is passed, failed or not shown: the rule, and the lines that were read."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    days = days_in(request.GET)
    found = explain_must_have(
        actor=actor,
        at=clock.now(),
        vendor=str(vendor),
        must_have=must_have,
        as_of=days.as_of,
        known_on=days.known_on,
        after=passed_over(request),
    )
    trail = crumbs(found.vendor, found.must_have.title, days)
    shown = why_must_have_shown(found, trail, days, request.get_full_path())
    return page_response(request, "scorecards/why_must_have.html", page=shown)


def why_must_have_shown(
    found: WhyMustHave, trail: tuple[Crumb, ...], days: DaysAsked, url: str
) -> WhyMustHaveShown:
    """Return one must-have down to the lines that decided it, whichever page leads to it."""
    state = GATE_STATES[found.must_have.state]
    return WhyMustHaveShown(
        title=f"Why {state}?",
        crumbs=trail,
        text=found.must_have.title,
        state=state,
        reason=found.must_have.reason,
        rule=found.rule,
        method=found.method,
        decided_by=(
            *words.document_words(found.documents, days),
            *words.evidence_words(found.decided_by, days),
        ),
        also_read=words.evidence_words(found.also_read, days),
        nothing=_nothing(found),
        agreed_url="" if found.reads else address("relationship", found.vendor.relationship, days=days),
        read_summary=_how_many_read(found),
        next_url=with_query(url, after=found.next) if found.next else "",
    )


def _nothing(found: WhyMustHave) -> str:
    if found.decided_by or found.documents:
        return ""
    name = found.vendor.name
    if not found.reads:
        return f"No file is read for this: it is what the two sides agreed in the relationship with {name}."
    if found.read_in_all:
        return "No single line decides it: none of those that were read speaks against it."
    kinds = " and ".join(one.replace("_", " ") for one in found.reads)
    return f"Nothing was shown: there is no fact of {name} of the kinds that the rule reads ({kinds})."


def _how_many_read(found: WhyMustHave) -> str:
    listed = len(found.decided_by) + len(found.also_read)
    if listed < found.read_in_all:
        return f"{listed} of {found.read_in_all:,} facts"
    return how_many(found.read_in_all, "fact")
