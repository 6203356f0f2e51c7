"""The OpenAPI description as text: the same bytes for a command, a page and a reviewer."""

import json

from detente.foundation.registry import served
from detente.site.openapi import describe


def openapi_text() -> str:
    """Return the description of every operation that has an address, in order of their names."""
    operations = sorted(served(), key=lambda one: one.name)
    return json.dumps(describe(operations), indent=1, ensure_ascii=False) + "\n"
