"""A page of rows that a moment orders, newest first."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from detente.foundation.page import Page, position_after

Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")


def newest(
    rows: QuerySet[Row],
    *,
    moment: str,
    number: str,
    after: str | None,
    limit: int,
    to_item: Callable[[Row], Item],
) -> Page[Item]:
    """Return the page that follows a position, or the first.

    Parameters
    ----------
    rows : QuerySet
        What there is, in any order.
    moment, number : str
        The fields that order it: a date with time, and a number that tells two of one moment apart.
    after : str, optional
        The `next` of the page before.
    limit : int
        How many at once.
    to_item : callable
        What to make of a row.

    Raises
    ------
    NoSuchPosition
        If `after` is no position.
    """
    older = rows
    if after is not None:
        then, last = position_after(after)
        older = rows.filter(Q(**{f"{moment}__lt": then}) | Q(**{moment: then, f"{number}__lt": last}))
    found = list(older.order_by(f"-{moment}", f"-{number}")[: limit + 1])
    shown, more = found[:limit], len(found) > limit
    position = f"{getattr(shown[-1], moment).isoformat()}~{getattr(shown[-1], number)}" if more else None
    return Page(tuple(to_item(row) for row in shown), next=position)
