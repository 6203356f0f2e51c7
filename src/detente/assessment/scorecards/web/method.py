"""The page that explains the rules."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from detente.assessment.scorecards.criteria.registry import Definition, known_criteria
from detente.assessment.scorecards.selectors.methods import DEFAULT, MethodText, list_methods
from detente.foundation.access import Actor
from detente.ui.components.table.table import Column
from detente.ui.web import page_response


@dataclass(frozen=True, slots=True)
class MethodShown:
    """The page that explains the rules."""

    title: str
    in_force: str
    criteria: tuple[Definition, ...]
    columns: tuple[Column, ...]
    methods: tuple[MethodText, ...]


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Explain the rules: what each criterion asks, what counts as good, and how it is kept honest."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    known = tuple(one.definition for one in known_criteria().values())
    methods = tuple(list_methods(actor=actor))
    shown = MethodShown(
        title="How scorecards are made",
        in_force=next((one.id for one in methods if one.in_force), DEFAULT),
        criteria=known,
        columns=(Column("Criterion"), Column("What counts as good"), Column("How it is kept honest")),
        methods=methods,
    )
    return page_response(request, "scorecards/method.html", page=shown)
