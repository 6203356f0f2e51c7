"""A page with nothing on it yet: a grey ghost of the real thing, one sentence, one main action."""

from django.utils.safestring import SafeString

from detente.ui.render import rendered


def empty_state(content: str, title: str, text: str) -> SafeString:
    """Wrap the buttons that lead on; `title` says what is missing, `text` how it comes here."""
    return rendered("empty_state/empty_state.html", content=content, title=title, text=text)
