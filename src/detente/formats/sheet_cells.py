"""Cells of an Excel sheet as the text that a reader sees."""

from collections.abc import Sequence
from datetime import date, datetime

from detente.formats.source import Cell


def cell_text(cell: Cell) -> str:
    """Return a cell as text; a whole number has no decimals, a truth value is Yes or No.

    >>> cell_text(12.0), cell_text(True), cell_text(None), cell_text(date(2024, 3, 25))
    ('12', 'Yes', '', '2024-03-25')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else cell


def cell_texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return all cells of a row as text."""
    return tuple(map(cell_text, cells))
