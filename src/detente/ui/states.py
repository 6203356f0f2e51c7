"""The states that a mark or a tag names: each has its icon and its tone, so colour never stands alone."""

from dataclasses import dataclass
from typing import Literal

State = Literal[
    "disputed",
    "lapsing",
    "lapsed",
    "gaps",
    "draft",
    "failed",
    "passed",
    "private",
    "conflict",
    "below",
    "note",
    "done",
    "running",
]
Tone = Literal["plain", "warn", "bad", "good"]


@dataclass(frozen=True, slots=True)
class Look:
    """How one state is shown."""

    icon: str
    tone: Tone


LOOKS: dict[str, Look] = {
    "disputed": Look("flag", "warn"),
    "lapsing": Look("clock", "warn"),
    "lapsed": Look("cross", "bad"),
    "gaps": Look("circle-dashed", "plain"),
    "draft": Look("pencil", "plain"),
    "failed": Look("cross", "bad"),
    "passed": Look("check", "good"),
    "private": Look("lock", "plain"),
    "conflict": Look("flag", "warn"),
    "below": Look("sort-down", "warn"),
    "note": Look("info", "plain"),
    "done": Look("check", "good"),
    "running": Look("clock", "plain"),
}
