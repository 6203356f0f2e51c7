"""Both sides' words beside a disputed line, shown until the dispute is settled."""

from django.utils.safestring import SafeString

from detente.ui.render import rendered


def dispute(content: str) -> SafeString:
    """Wrap what each side says, and what the range would be with the other version."""
    return rendered("dispute/dispute.html", content=content)
