"""A line of a scorecard: a criterion with its slots, its strongest source, its range, and what it adds."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from detente.ui.figures import points
from detente.ui.render import rendered
from detente.ui.states import State
from detente.ui.words import one_of


def criteria_table(content: str, label: str) -> SafeString:
    """Wrap criterion rows and their groups in a table with its heads."""
    return rendered("criterion_row/table.html", content=content, label=label)


def criterion_group(text: str, detail: str = "") -> SafeString:
    """Show the name of a dimension between rows, with its range in words."""
    return rendered("criterion_row/group.html", text=text, detail=detail)


def criterion_row(
    content: str,
    name: str,
    fills: Sequence[float],
    demonstrated: float | None,
    possible: float | None,
    *,
    why: str,
    source: str = "",
    age: str = "",
    adds: float | None = None,
    state: State | None = None,
    state_text: str = "",
) -> SafeString:
    """Show one criterion; what is wrapped stands below it, such as a dispute with both versions.

    Parameters
    ----------
    name : str
        The criterion.
    fills : Sequence[float]
        Share of each slot that its evidence still counts for, 0 to 1.
    demonstrated, possible : float or None
        The range in points; None, None where there is no evidence.
    source, age : str
        The strongest level of assurance behind it, and how old that is, both in words.
    adds : float, optional
        By how many points the dimension's demonstrated end would fall without this criterion's evidence.
    state, state_text : State, str
        A tag beside the name.
    """
    known = demonstrated is not None and possible is not None
    return rendered(
        "criterion_row/criterion_row.html",
        content=content,
        below=bool(content.strip()),
        name=name,
        fills=fills,
        demonstrated=demonstrated,
        possible=possible,
        low=points(demonstrated) if demonstrated is not None and known else "",
        high=points(possible) if possible is not None and known else "",
        disagree=demonstrated is not None and possible is not None and demonstrated > possible,
        why_url=why,
        source=source,
        age=age,
        adds="" if adds is None else f"{adds:+.0f}",
        state=one_of(State, state, "state") if state else "",
        state_text=state_text,
    )
