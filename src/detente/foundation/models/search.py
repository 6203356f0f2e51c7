"""The words that things are found by; what they mean is in `search_words`."""

from django.db import models

from detente.foundation.models.people import Organisation
from detente.foundation.roles import Side
from detente.foundation.search_words import LONGEST_WORD
from detente.foundation.tenancy import TenantRow


def _sides() -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in (Side.CUSTOMER, Side.VENDOR)]


class SearchWord(TenantRow):
    """A word that finds something, for one of its two sides."""

    customer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    vendor = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    side = models.CharField(max_length=10, choices=_sides)
    kind = models.CharField(max_length=30)
    word = models.CharField(max_length=LONGEST_WORD)  # on PostgreSQL compared by its bytes, as SQLite does
    rank = models.BigIntegerField()
    target = models.BigIntegerField()

    class Meta(TenantRow.Meta):
        indexes = [
            *(
                models.Index(fields=[one, "side", "kind", "word", "rank", "target"], name=f"words_of_{one}s")
                for one in ("customer", "vendor")
            ),
            models.Index(fields=["target", "word"], name="words_of_a_target"),
        ]

    def __str__(self) -> str:
        return f"{self.word} finds {self.kind} {self.target}"
