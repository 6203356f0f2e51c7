"""The OpenAPI description as a file, so that a change of the API is seen in review."""

from detente.site.openapi_text import openapi_text

FILE = "openapi.json"


def page() -> str:
    """Return the description."""
    return openapi_text()
