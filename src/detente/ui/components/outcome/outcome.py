"""What both sides signed as success, and the stage that their relationship has reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.safestring import SafeString

from detente.ui.render import rendered

StageState = Literal["done", "now", "ahead"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a relationship; `note` says since when, or what holds it."""

    name: str
    state: StageState
    note: str = ""


def outcome(statement: str, signatures: Sequence[str] = ()) -> SafeString:
    """Show the shared outcome statement with who signed it, when and for whom."""
    return rendered("outcome/outcome.html", statement=statement, signatures=signatures)


def stages(stages: Sequence[Stage], label: str) -> SafeString:
    """Show the stages from the first to the last, with the present one marked."""
    return rendered("outcome/stages.html", stages=stages, label=label)


def steps(order: Sequence[str], at: str, since: date | None = None) -> tuple[Stage, ...]:
    """Return stages in their order: those before `at` are done, those after it lie ahead.

    Examples
    --------
    >>> [one.state for one in steps(("proven", "trusted", "strategic"), "trusted")]
    ['done', 'now', 'ahead']
    """
    now = list(order).index(at)
    return tuple(
        Stage(
            name=name.capitalize(),
            state="done" if place < now else "now" if place == now else "ahead",
            note=f"since {since:%B %Y}" if place == now and since else "",
        )
        for place, name in enumerate(order)
    )
