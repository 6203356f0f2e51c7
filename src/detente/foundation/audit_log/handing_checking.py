"""Checking that every copy of a checkpoint is there that was handed over, by the lists of who was handed one."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db.models import Count, Max

from detente.foundation.audit_log.findings import Findings
from detente.foundation.models import CheckpointCopy, CheckpointHanding


def check_handings(found: Findings) -> None:
    """Keep each copy that is on a list and not there, and that lists are not there.

    The lists are read before the copies: what is handed over meanwhile is then never missed.
    """
    lists = CheckpointHanding.objects.aggregate(there=Count("number"), last=Max("number"))
    missing = 0 if lists["last"] is None else lists["last"] + 1 - lists["there"]
    if missing:
        found.fault("the lists of who was handed copies", f"of {lists['last'] + 1}, {missing} are missing")
    rows = CheckpointHanding.objects.order_by("size", "number").values_list("number", "size", "organisations")
    holders: Iterator[tuple[int, set[int]]] | None = None
    at, held = -1, set[int]()
    for number, size, listed in rows.iterator(chunk_size=500):
        holders = _holders() if holders is None else holders
        while at < size:
            at, held = next(holders, (size, set[int]()))
        try:
            organisations = {int(one) for one in json.loads(listed)}
        except (ValueError, TypeError):
            found.fault(f"list {number} of who was handed copies", "it is no list of organisations")
            continue
        _miss(size, organisations - (held if at == size else set()), found)


def _holders() -> Iterator[tuple[int, set[int]]]:
    """Give each size that there are copies of, in order, with who holds one."""
    rows = CheckpointCopy.objects.order_by("size").values_list("size", "organisation_id")
    for size, copies in groupby(rows.iterator(chunk_size=2000), key=lambda row: row[0]):
        yield size, {organisation for _, organisation in copies}


def _miss(size: int, organisations: Iterable[int], found: Findings) -> None:
    for one in sorted(organisations):
        found.fault(
            f"the copy of the checkpoint of {size} entries that organisation {one} was handed",
            "it is gone: ask them for the copy that they keep, and compare it",
        )
