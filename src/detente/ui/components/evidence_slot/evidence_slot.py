"""The slots that evidence fills: a full box is fresh and jointly measured, a dashed one is empty."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from detente.ui.errors import OutsideScale
from detente.ui.figures import coordinate
from detente.ui.render import rendered

BOTTOM, ROOM, THINNEST = 13.0, 12.0, 1.0
A_ROW = 6


@dataclass(frozen=True, slots=True)
class Slot:
    """One box; both are SVG coordinates, and an empty slot has a height of "0"."""

    y: str
    height: str


def evidence_slot(fill: float) -> SafeString:
    """Draw one slot, filled from below by the share (0 to 1) that its evidence still counts for."""
    return _boxes((fill,), "")


def evidence_slots(fills: Sequence[float]) -> SafeString:
    """Draw the slots of a criterion, with "2 of 3" beside them: how many are not empty.

    Raises
    ------
    OutsideScale
        If a share is not from 0 to 1.
    """
    filled = sum(1 for fill in fills if fill > 0)
    words = gettext("%(filled)d of %(planned)d") % {"filled": filled, "planned": len(fills)}
    return _boxes(fills, words)


def _boxes(fills: Sequence[float], words: str) -> SafeString:
    slots = tuple(_slot(fill) for fill in fills)
    return rendered("evidence_slot/evidence_slot.html", slots=slots, many=len(slots) > A_ROW, words=words)


def _slot(fill: float) -> Slot:
    if not 0.0 <= fill <= 1.0:
        raise OutsideScale(f"a slot is filled by {fill!r}; pass a share from 0 (empty) to 1 (full)")
    height = max(ROOM * fill, THINNEST) if fill > 0 else 0.0
    return Slot(coordinate(BOTTOM - height), coordinate(height))
