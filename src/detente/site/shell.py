"""What every page's frame shows of whoever looks at it."""

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the frame for the templates."""
    return {"actor": getattr(request, "actor", None)}
