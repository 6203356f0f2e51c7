"""What would raise a demonstrated figure most, and up to where."""

from django.utils.safestring import SafeString

from detente.ui.figures import points
from detente.ui.render import rendered


def next_steps(content: str) -> SafeString:
    """Wrap the best next steps, the best one first."""
    return rendered("next_step/list.html", content=content)


def next_step(
    title: str, text: str, *, dimension: str, now: float, up_to: float, why: str = ""
) -> SafeString:
    """Show one step with the dimension that it would raise, from its points now to what it could reach."""
    return rendered(
        "next_step/next_step.html",
        title=title,
        text=text,
        dimension=dimension,
        now=points(now),
        up_to=points(up_to),
        why_url=why,
    )
