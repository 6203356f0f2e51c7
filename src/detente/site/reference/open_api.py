"""The OpenAPI description as a file, so that a change of the API is seen in review."""

import json

from detente.foundation.registry import derived
from detente.site.openapi import describe

FILE = "openapi.json"


def page() -> str:
    """Return the description, its operations in order of their names."""
    operations = sorted(derived(), key=lambda one: one.name)
    return json.dumps(describe(operations), indent=1, ensure_ascii=False) + "\n"
