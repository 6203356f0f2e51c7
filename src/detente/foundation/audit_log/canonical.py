"""One way to write a thing down: what the log commits to must be the same bytes for everybody.

Inputs are kept as they were asked, except what must not be kept (secrets) and what is large: of that,
the hash. A secret is an input of pydantic's `SecretStr` or `SecretBytes`, at any depth; as a net below it,
text whose name says that it is one.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import singledispatch
from hashlib import sha256
from pathlib import PurePath
from uuid import UUID

from pydantic import BaseModel, SecretBytes, SecretStr

from detente.foundation.audit_log.contracts import UnrecordableInput

REDACTED = "redacted"
SECRET_NAMES = frozenset({"password", "passphrase", "secret", "token", "credential", "credentials"})
LARGEST_INPUT = 4096  # bytes of canonical JSON; of anything longer the log keeps the hash


def canonical(value: object) -> str:
    """Return a JSON value in the one form that is hashed: keys sorted, no spaces, text as it is.

    >>> canonical({"b": 1, "a": "é"})
    '{"a":"é","b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def moment(at: datetime) -> str:
    """Return a moment as the log writes it.

    >>> moment(datetime(2026, 11, 24, 12, tzinfo=UTC))
    '2026-11-24T12:00:00.000000Z'
    """
    if at.tzinfo is None:
        raise UnrecordableInput("an entry is dated with a moment that knows its time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def recorded_inputs(inputs: Mapping[str, object]) -> dict[str, object]:
    """Return what the log keeps of a use case's inputs."""
    return {name: _summarised(_named(name, value)) for name, value in inputs.items()}


def _summarised(value: object) -> object:
    written = canonical(value).encode()
    return value if len(written) <= LARGEST_INPUT else _hashed(written)


def _hashed(content: bytes) -> dict[str, object]:
    return {"bytes": len(content), "sha256": sha256(content).hexdigest()}


def _named(name: object, value: object) -> object:
    secret = isinstance(value, str | bytes) and SECRET_NAMES & set(str(name).lower().split("_"))
    return REDACTED if secret else recorded(value)


@singledispatch
def recorded(value: object) -> object:
    """Return a value as JSON may hold it, without its secrets."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _named(one.name, getattr(value, one.name)) for one in fields(value)}
    if hasattr(value, "read"):  # an upload: its bytes are whoever stores them to hash
        return {"file": PurePath(str(getattr(value, "name", None) or "unnamed")).name}
    raise UnrecordableInput(
        f"The audit log cannot keep a {type(value).__name__}: "
        "take a dataclass, a plain value or a list of them."
    )


@recorded.register
def _(value: None) -> object:
    return value


@recorded.register
def _(value: bool) -> object:  # noqa: FBT001  # dispatched by it
    return value


@recorded.register
def _(value: int) -> object:
    return int(value)


@recorded.register
def _(value: float) -> object:
    return float(value) if math.isfinite(value) else str(float(value))


@recorded.register
def _(value: str) -> object:
    return value.encode("utf-8", "backslashreplace").decode()  # half a surrogate pair has no UTF-8


@recorded.register
def _(value: bytes | bytearray | memoryview) -> object:
    return _hashed(bytes(value))


@recorded.register
def _(value: SecretStr | SecretBytes) -> object:
    return REDACTED


@recorded.register
def _(value: datetime) -> object:
    return moment(value) if value.tzinfo else value.isoformat()


@recorded.register
def _(value: date | time) -> object:
    return value.isoformat()


@recorded.register
def _(value: timedelta) -> object:
    return f"{value.total_seconds()} s"


@recorded.register
def _(value: Decimal | UUID | PurePath) -> object:
    return str(value)


@recorded.register
def _(value: Enum) -> object:
    return recorded(value.value)


@recorded.register
def _(value: BaseModel) -> object:
    return {name: _named(name, getattr(value, name)) for name in type(value).model_fields}


@recorded.register
def _(value: Mapping) -> object:  # type: ignore[type-arg]  # dispatched by the bare class
    return {str(name): _named(name, one) for name, one in value.items()}


@recorded.register
def _(value: list | tuple) -> object:  # type: ignore[type-arg]  # as above
    return [recorded(one) for one in value]


@recorded.register
def _(value: set | frozenset) -> object:  # type: ignore[type-arg]  # as above
    return sorted((recorded(one) for one in value), key=canonical)
