"""What both sides signed as success, and the stage that their relationship has reached."""

from collections.abc import Sequence
from dataclasses import dataclass
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
