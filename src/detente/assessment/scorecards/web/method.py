"""The page that explains the rules."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.from_engine import LEVEL_WORDS
from detente.assessment.scorecards.methods.reading import MethodFile, adopted_method, shipped_method
from detente.assessment.scorecards.selectors.methods import MethodText, method_page
from detente.foundation.access import Actor
from detente.ui.addresses import with_query
from detente.ui.components.table.table import Column
from detente.ui.web import page_response

BUYER = "buyer-1.0"


@dataclass(frozen=True, slots=True)
class CriterionMeaning:
    """A criterion as the method in force has it."""

    name: str
    weight: str
    question: str
    good: str
    honest: str
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """The criteria of one dimension."""

    title: str
    detail: str
    criteria: tuple[CriterionMeaning, ...]


@dataclass(frozen=True, slots=True)
class MethodShown:
    """The page that explains the rules."""

    title: str
    in_force: str
    whose: str
    chips: tuple[tuple[str, str, bool], ...]
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    methods: tuple[MethodText, ...]


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Explain the rules: what each criterion asks, what counts as good, and how it is kept honest."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = method_page(actor=actor, customer=request.GET.get("customer", ""))
    current = next(one for one in found.methods if one.in_force)
    files = (adopted_method(current.text, current.id), shipped_method(BUYER))
    shown = MethodShown(
        title="How scorecards are made",
        in_force=current.id,
        whose=found.customer.name if found.customer else "",
        chips=tuple(
            (one.name, with_query(reverse("method"), customer=one.relationship), one == found.customer)
            for one in found.customers
            if len(found.customers) > 1
        ),
        columns=(Column("Criterion"), Column("What counts as good"), Column("How it is kept honest")),
        groups=tuple(group for file in files for group in _groups(file)),
        methods=found.methods,
    )
    return page_response(request, "scorecards/method.html", page=shown)


def _groups(file: MethodFile) -> tuple[Group, ...]:
    known = known_criteria()
    return tuple(
        Group(
            title=dimension.title,
            detail=file.id,
            criteria=tuple(
                CriterionMeaning(
                    name=f"{one.id} {known[one.id].definition.title}",
                    weight=f"{100 * one.weight:g} %",
                    question=known[one.id].definition.question,
                    good=known[one.id].definition.good,
                    honest=f"{known[one.id].definition.gaming} {known[one.id].definition.counter}",
                    source=LEVEL_WORDS[one.planned_level],
                )
                for one in file.method.criteria
                if one.dimension == dimension.id
            ),
        )
        for dimension in file.dimensions
    )
