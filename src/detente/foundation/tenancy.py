"""Whose rows are seen: fail closed, in the object-relational layer and, on PostgreSQL, in the database.

Every row that belongs to a relationship carries its customer, its vendor and who of them may see it.
Nothing can be read or written outside a scope; `@use_case` and `@query` open the actor's. Inside, every
query is filtered to the acting organisation, whichever way it was built, and a row of somebody else is
refused as it is written. On PostgreSQL the same rule stands in row-level security (`row_security.py`).
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django.db import connection, models, transaction
from django.db.models import Count, Q, Value

from detente.foundation.identifiers import OrganisationId
from detente.foundation.search_words import keep_words


class Visibility(models.IntegerChoices):
    """Who of the two parties may see a row."""

    SHARED = 0, "both sides"
    CUSTOMER = 1, "the customer's side"
    VENDOR = 2, "the vendor's side"


class NoScope(RuntimeError):
    """Rows of tenants were asked for outside a scope: a fault of ours, never of the person's."""


class OutsideScope(RuntimeError):
    """A row was written that the acting organisation is no party to: a fault of ours."""


@dataclass(frozen=True, slots=True)
class Scope:
    """On whose behalf rows are seen; organisation None is the installation itself."""

    organisation: OrganisationId | None


_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)


@contextmanager
def acting_for(organisation: OrganisationId, *, writes: bool) -> Iterator[None]:
    """See the rows of one organisation; with `writes`, in a transaction."""
    with _entered(Scope(organisation), writes=writes):
        yield


@contextmanager
def acting_for_the_installation(*, because: str) -> Iterator[None]:
    """See every row: only for what serves all tenants alike, such as verifying the audit log.

    `because` is for whoever reads the code; it is not stored.
    """
    if not because:
        raise NoScope("Say why the installation looks at every tenant's rows.")
    with _entered(Scope(None), writes=True):
        yield


@contextmanager
def _entered(scope: Scope, *, writes: bool) -> Iterator[None]:
    outer = _scope.get()
    postgres = connection.vendor == "postgresql"
    # SQLite begins each transaction as a writer: a read must not queue behind one.
    with transaction.atomic() if writes or postgres else nullcontext():
        token = _scope.set(scope)
        if postgres:
            _tell_postgres(scope)
        try:
            yield
        finally:
            _scope.reset(token)
        if postgres:  # after an error the rollback takes the setting back
            _tell_postgres(outer)


def _tell_postgres(scope: Scope | None) -> None:
    organisation = "" if scope is None or scope.organisation is None else str(scope.organisation)
    system = "on" if scope is not None and scope.organisation is None else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('detente.organisation', %s, true), set_config('detente.system', %s, true)",
            [organisation, system],
        )


def current_scope() -> Scope:
    """Return the scope, or raise NoScope."""
    scope = _scope.get()
    if scope is None:
        raise NoScope("Rows of tenants are seen only inside a use case, a query or `acting_for`.")
    return scope


Row = TypeVar("Row", bound=models.Model)


class TenantQuerySet(models.QuerySet[Row]):
    """Refuses to write a row that the acting organisation may not see; keeps the words that a row is found by."""

    def _insert(self, objs: Collection[Any], *args: Any, **options: Any) -> Any:
        scope = current_scope()
        for one in objs:
            if scope.organisation is not None and not visible_to(
                scope.organisation, customer=one.customer_id, vendor=one.vendor_id, visibility=one.visibility
            ):
                raise OutsideScope(f"{type(one).__name__}: the acting organisation is no party to the row.")
        inserted = super()._insert(objs, *args, **options)  # type: ignore[misc]  # the one gate of every insert
        keep_words(list(objs))
        return inserted


def visible_to(
    organisation: OrganisationId, *, customer: int | None, vendor: int | None, visibility: int
) -> bool:
    """Return whether an organisation sees a row of these parties: the rule itself."""
    return (organisation == customer and visibility != Visibility.VENDOR) or (
        organisation == vendor and visibility != Visibility.CUSTOMER
    )


def seen_by(organisation: OrganisationId) -> Q:
    """Return the same rule as a filter."""
    return Q(customer_id=organisation) & ~Q(visibility=Visibility.VENDOR) | Q(vendor_id=organisation) & ~Q(
        visibility=Visibility.CUSTOMER
    )


class TenantManager(models.Manager[Row]):
    """Hands out only what the scope may see; raises without one."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """Return the rows of the scope."""
        scope = current_scope()
        rows: TenantQuerySet[Row] = TenantQuerySet(self.model, using=self._db)
        return rows if scope.organisation is None else rows.filter(seen_by(scope.organisation))


def how_many(customer: OrganisationId, of: Sequence["models.QuerySet[Any]"]) -> list[int]:
    """Return how many rows of some tables a customer has in the scope. One query, of indexes alone where they are."""
    counted = [
        _numbered(rows.filter(customer_id=customer), place, "place").annotate(found=Count("*"))
        for place, rows in enumerate(of)
    ]
    found = dict(_all_of(counted).values_list("place", "found"))
    return [found.get(place, 0) for place in range(len(of))]


def how_many_about(
    customer: OrganisationId, vendors: Collection[int] | None, of: Sequence["models.QuerySet[Any]"]
) -> dict[int | None, list[int]]:
    """Return the same about each vendor, and about none; who is left out has none of any. One query.

    Parameters
    ----------
    customer : OrganisationId
        Whose rows.
    vendors : collection of int, or None
        About whom; None: everybody.
    of : sequence of QuerySet
        Which rows, a table each.
    """
    counted = []
    for place, rows in enumerate(of):
        about = rows.filter(customer_id=customer)
        if vendors is not None:
            about = about.filter(Q(vendor_id__in=list(vendors)) | Q(vendor_id=None))
        counted.append(_numbered(about, place, "place", "vendor_id").annotate(found=Count("*")))
    found: dict[int | None, list[int]] = {}
    for place, vendor, number in _all_of(counted).values_list("place", "vendor_id", "found"):
        found.setdefault(vendor, [0] * len(of))[place] = number
    return found


def _numbered(rows: "models.QuerySet[Any]", place: int, *by: str) -> "models.QuerySet[Any, Any]":
    found: models.QuerySet[Any, Any] = rows.order_by().annotate(place=Value(place, models.IntegerField()))
    return found.values(*by)


def _all_of(several: Sequence["models.QuerySet[Any, Any]"]) -> "models.QuerySet[Any, Any]":
    return several[0].union(*several[1:], all=True) if len(several) > 1 else several[0]


class TenantRow(models.Model):
    """A row of a relationship, or of one organisation alone (then the other party is None)."""

    customer = models.ForeignKey("foundation.Organisation", models.PROTECT, null=True, related_name="+")
    vendor = models.ForeignKey("foundation.Organisation", models.PROTECT, null=True, related_name="+")
    visibility = models.PositiveSmallIntegerField(choices=Visibility)

    objects: ClassVar[TenantManager[Any]] = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(customer__isnull=False) | Q(vendor__isnull=False), name="%(class)s_has_a_party"
            )
        ]
