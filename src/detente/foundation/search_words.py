"""The words that things are found by: kept beside each row as it is stored, and looked up by how they begin.

A database finds the beginning of a text with an index, and never a word in the middle of one. So each word of what
a row is found by stands in a row of its own (`SearchWord`), without case and accents: the same on every database. It
has the parties of the row that it finds, and is guarded like it. `TenantQuerySet` keeps the words of whatever it
inserts, so that nothing stored is forgotten; a model says with `found_by` which of its texts count.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

from django.apps import apps
from django.db.models import prefetch_related_objects

LONGEST_WORD = 40
MOST_TYPED = 8  # words; further ones are passed over
MOST_WORDS = 400  # of one row; who looks for a later one finds the row by another
ONE_SIDES = {1: "customer", 2: "vendor"}  # by `tenancy.Visibility`: whose alone a row is
ELSEWHERE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class FoundBy:
    """What a model's rows are found by.

    Parameters
    ----------
    kind : str
        What is found, such as "document"; several models may find the same.
    customer, vendor : tuple of str
        The fields whose words find it for somebody of the customer's side, and of the vendor's: texts, or lists of
        texts. `vendor.name` is a field of another row, which is fetched once for all rows that are stored together.
    target : str
        The field with the number of what is found.
    order : str
        Of two that the same word finds, a later moment comes first, or the lower number.
    unless : str
        Where this field is set, the customer's side finds the row not by itself, but with that one.
    """

    kind: str
    customer: tuple[str, ...]
    vendor: tuple[str, ...]
    target: str = "pk"
    order: str = ""
    unless: str = ""


def search_words(text: str, *, most: int = MOST_WORDS) -> list[str]:
    """Return the words of a text without case, accents and signs; each once, in their order.

    Examples
    --------
    >>> search_words("Österreichische Bank-AG (Wien), bank")
    ['osterreichische', 'bank', 'ag', 'wien']
    >>> search_words("CVE-2024-3094_q3.csv")
    ['cve', '2024', '3094', 'q3', 'csv']
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in plain if not unicodedata.combining(one)).casefold()
    words = dict.fromkeys(one[:LONGEST_WORD] for one in ELSEWHERE.split(plain) if one)
    return list(words)[:most]


def are_found_in(words: str, text: str) -> bool:
    """Return whether each word that was typed begins a word of a text.

    Examples
    --------
    >>> are_found_in("sec kes", "Kestrel Security"), are_found_in("trel", "Kestrel Security")
    (True, False)
    """
    there, typed = search_words(text), search_words(words, most=MOST_TYPED)
    return bool(typed) and all(any(one.startswith(begins) for one in there) for begins in typed)


def keep_words(rows: Sequence[Any]) -> None:
    """Keep the words that rows of one model are found by; they have just been stored, and `found_by` says which."""
    found_by: FoundBy | None = getattr(rows[0], "found_by", None) if rows else None
    if found_by is None:
        return
    others = {path.partition(".")[0] for path in (*found_by.customer, *found_by.vendor) if "." in path}
    if others:
        prefetch_related_objects(list(rows), *sorted(others))
    kept: Any = apps.get_model("foundation", "SearchWord")
    kept.objects.bulk_create([kept(**one) for row in rows for one in _words_of(row, found_by)])


def _words_of(row: Any, by: FoundBy) -> Iterator[dict[str, object]]:
    """Yield the columns of each word that finds a row."""
    if getattr(row, by.target) is None:
        raise TypeError(f"{type(row).__name__} gets its number from the database: give it one with `new_id`")
    parties = {
        "customer_id": row.customer_id,
        "vendor_id": row.vendor_id,
        "visibility": row.visibility,
        "kind": by.kind,
        "target": getattr(row, by.target),
        "rank": _rank(getattr(row, by.order) if by.order else 0),
    }
    part = bool(by.unless and getattr(row, by.unless) is not None)
    fields = {"customer": () if part else by.customer, "vendor": by.vendor}
    for side, names in fields.items():
        if getattr(row, f"{side}_id") is None or ONE_SIDES.get(row.visibility, side) != side:
            continue
        text = " ".join(_texts(_at(row, name) for name in names))
        yield from ({**parties, "side": side, "word": word} for word in search_words(text))


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        yield from (str(one) for one in (value if isinstance(value, list) else [value]) if one)


def _at(row: Any, path: str) -> object:
    return reduce(getattr, path.split("."), row)


def _rank(value: object) -> int:
    return -int(value.timestamp()) if isinstance(value, datetime) else int(str(value))
