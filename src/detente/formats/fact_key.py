"""Keys that are built from words of a file, however long these are."""

from hashlib import sha256

LONGEST = 300
_HASH = 16


def fact_key(*parts: str | None) -> str:
    """Return the parts that say something as one key of at most 300 characters, the same every time.

    >>> fact_key("ISO/IEC 27001", "", "Milan")
    'ISO/IEC 27001; Milan'
    >>> len(fact_key("a" * 400)), fact_key("a" * 400) == fact_key("a" * 401)
    (300, False)
    """
    key = "; ".join(part for part in parts if part)
    if len(key) <= LONGEST:
        return key
    return f"{key[: LONGEST - _HASH - 1]} {sha256(key.encode()).hexdigest()[:_HASH]}"
