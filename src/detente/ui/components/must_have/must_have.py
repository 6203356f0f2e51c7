"""A requirement that is met or not and never averaged; failed ones stand first, across the full width."""

from typing import Literal

from django.utils.safestring import SafeString

from detente.ui.render import rendered
from detente.ui.words import one_of

MustHaveState = Literal["passed", "failed", "not shown"]


def must_haves(content: str, label: str = "") -> SafeString:
    """Wrap the list of must-haves; pass the failed ones first."""
    return rendered("must_have/list.html", content=content, label=label)


def must_have(text: str, state: MustHaveState, *, detail: str = "", why: str = "") -> SafeString:
    """Show one must-have; `detail` says by whom and until when a failed one was promised."""
    return rendered(
        "must_have/must_have.html",
        text=text,
        state=one_of(MustHaveState, state, "state"),
        detail=detail,
        why_url=why,
    )
