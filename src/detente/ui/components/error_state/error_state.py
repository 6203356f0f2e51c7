"""A page that could not be shown: what happened, what to do, what was not lost."""

from django.utils.safestring import SafeString

from detente.ui.render import rendered


def error_state(
    content: str, title: str, what_to_do: str, *, kept: str = "", reference: str = ""
) -> SafeString:
    """Wrap the ways out; `kept` says what was not lost, `reference` is what to quote when asking for help."""
    return rendered(
        "error_state/error_state.html",
        content=content,
        title=title,
        what_to_do=what_to_do,
        kept=kept,
        reference=reference,
    )
