"""The OpenAPI description as text: the same bytes for a command, a page and a reviewer."""

import json

from detente.foundation.registry import derived
from detente.site.openapi import describe


def openapi_text() -> str:
    """Return the description of every derived operation, in order of their names."""
    operations = sorted(derived(), key=lambda one: one.name)
    return json.dumps(describe(operations), indent=1, ensure_ascii=False) + "\n"
