"""Where canaries are planted: one piece of ground a customer, a vendor and a visibility.

A room may have `tests/canaries.py`; everything in it may be left out:

    NEEDS = ["evidence.relationships"]      # rooms whose rows this one's stand on

    def plant(ground: Ground) -> None:
        "Write this room's rows on one piece of ground: every text is `ground.word(where)`, every row `keep`t."
        relationship = ground.last(Relationship)

    def values() -> dict[str, list[object]]:
        "What to fill the parameters of this room's addresses with, beside the numbers of rows."

    FORMS = {"name of an address": {"field": "value"}}   # what a page's POST sends; else nothing
    QUERIES = {"name of an address": ["document"]}       # what a page's query string may name

A table of tenants that no `plant` writes to is planted by looking at its fields.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from string import ascii_lowercase
from typing import Any

from detente.foundation.tenancy import Visibility

MARK = "zq"
WORD = re.compile(rf"{MARK}[a-z]{{14}}")


@dataclass(frozen=True)
class Canary:
    """A word that stands in one place, and the organisations that may read it."""

    word: str
    where: str
    readers: frozenset[int]


@dataclass
class Canaries:
    """All that were planted, by their words."""

    random: Random = field(default_factory=lambda: Random(20261124))
    by_word: dict[str, Canary] = field(default_factory=dict)

    def new(self, where: str, readers: frozenset[int]) -> str:
        """Return a word that is nowhere yet."""
        word = MARK + "".join(self.random.choices(ascii_lowercase, k=14))
        self.by_word[word] = Canary(word, where, readers)
        return word

    def among(self, text: str) -> set[Canary]:
        """Return those that a text holds, in whatever case."""
        return {self.by_word[word] for word in WORD.findall(text.lower()) if word in self.by_word}


@dataclass
class Ground:
    """A customer and a vendor, or one of them alone, and who of them sees what is planted here."""

    customer: int | None
    vendor: int | None
    visibility: Visibility
    canaries: Canaries
    people: dict[int, int]
    """A person of each organisation, by its number."""
    shared: "Ground | None" = None
    """Where the same two keep what both see: what is private may stand on that."""
    rows: dict[type[Any], list[Any]] = field(default_factory=lambda: defaultdict(list))
    """What stands here, by model."""

    @property
    def readers(self) -> frozenset[int]:
        """The organisations that may see what stands here."""
        allowed = {self.customer: Visibility.VENDOR, self.vendor: Visibility.CUSTOMER}
        return frozenset(one for one, hidden in allowed.items() if one and self.visibility != hidden)

    @property
    def owner(self) -> int:
        """One of those organisations."""
        return min(self.readers)

    @property
    def person(self) -> int:
        """The number of somebody of the owner."""
        return self.people[self.owner]

    @property
    def parties(self) -> dict[str, Any]:
        """What every row of tenants takes."""
        return {"customer_id": self.customer, "vendor_id": self.vendor, "visibility": self.visibility}

    def word(self, where: str) -> str:
        """Return a canary for a field: `ground.word("ledger.evidence note")`."""
        return self.canaries.new(f"{where} ({self})", self.readers)

    def keep(self, row: Any) -> Any:
        """Remember a row that was planted here, and return it."""
        self.rows[type(row)].append(row)
        return row

    def last(self, model: type[Any]) -> Any:
        """Return the last row of a model that was planted here, or where both see it; None without one."""
        here = self.rows.get(model) or (self.shared.rows.get(model) if self.shared else None)
        return here[-1] if here else None

    def __str__(self) -> str:
        return f"customer {self.customer}, vendor {self.vendor}, {self.visibility.name.lower()}"


Plant = Callable[[Ground], None]
