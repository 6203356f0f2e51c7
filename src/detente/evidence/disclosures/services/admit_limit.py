"""Use case: admit a limit."""

import csv
from datetime import date, datetime
from io import StringIO

from detente.evidence.disclosures.contracts import (
    ADMIT_LIMITS,
    LONGEST_LIMIT,
    LONGEST_WORKAROUND,
    AlreadyAdmitted,
    UnfitLimit,
)
from detente.evidence.imports.contracts import Outcome
from detente.evidence.imports.services.give_made_file import give_made_file
from detente.evidence.ledger.contracts import DocumentId
from detente.evidence.relationships.contracts import AmbiguousCustomer, NoSuchCustomer, UnfitName, fit_words
from detente.evidence.relationships.selectors import access_customer, customers_of
from detente.formats import detente_csv
from detente.formats.safe_cell import runs
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case

COLUMNS = (
    "kind",
    "limit",
    "told",
    "on",
    "material",
    "compensating_control",
    "holds_since",
    "expected_end_on",
)


@use_case(
    "disclosures.admit_limit",
    permission=ADMIT_LIMITS,
    path="customers/{customer}/limits",
    raises=(NoSuchCustomer, AmbiguousCustomer, UnfitLimit, UnfitName, AlreadyAdmitted),
)
def admit_limit(
    *,
    actor: Actor,
    at: datetime,
    customer: str,
    limit: str,
    workaround: str = "",
    since: date | None = None,
    expected_end_on: date | None = None,
    to_all: bool = False,
) -> list[DocumentId]:
    """Say what your service does not do: it is on record as told by you today, for both sides.

    Parameters
    ----------
    customer : str
        The name or the number of the customer, or the number of the relationship.
    limit : str, up to 250 characters
        What the service does not do.
    workaround : str, up to 1,000 characters
        What to do meanwhile.
    since : date
        From when it has been so.
    expected_end_on : date
        When it is expected to end; a plan, which mends nothing.
    to_all : bool
        Tell all your customers the same.
    """
    named = access_customer(customer, vendor=actor.organisation)
    told = customers_of(actor.organisation) if to_all else [named]
    content = _file(at.date(), limit, workaround, since, expected_end_on)
    documents = []
    for one in sorted(
        told, key=lambda each: each.customer
    ):  # one order of ledgers, so that nobody waits in a ring
        file = give_made_file(
            actor=actor,
            at=at,
            customer=one.customer,
            content=content,
            name=f"limit admitted on {at.date()}.csv",
            format=detente_csv.FORMAT,
        )
        if file.document is None:
            raise UnfitLimit("; ".join(each.reason for each in file.rejections) or file.message)
        if file.outcome is not Outcome.ADDED and one.customer == named.customer:
            raise AlreadyAdmitted(f"You have told {one.name} the same today already.")
        documents.append(file.document)
    return documents


def _file(
    today: date, limit: str, workaround: str, since: date | None, expected_end_on: date | None
) -> bytes:
    """Return the table that says it, as anybody might have written it."""
    says = fit_words(" ".join(limit.split()), what="The limit", longest=LONGEST_LIMIT)
    instead = fit_words(
        " ".join(workaround.split()), what="The workaround", longest=LONGEST_WORKAROUND, may_be_empty=True
    )
    if runs(says):
        raise UnfitLimit(f"{says[:60]!r} would run as a formula in a spreadsheet: write it otherwise.")
    if since is not None and since > today:
        raise UnfitLimit(f"It cannot hold since {since:%-d %B %Y}, which is to come: leave the day out.")
    if expected_end_on is not None and expected_end_on < today:
        raise UnfitLimit(
            f"{expected_end_on:%-d %B %Y} has passed: give the day on which it is expected to end."
        )
    table = StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    days = [one.isoformat() if one else "" for one in (since, expected_end_on)]
    writer.writerow(["disclosure", says, "true", today.isoformat(), "true", instead, *days])
    return table.getvalue().encode()
