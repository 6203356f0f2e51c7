"""The audit log's tree over a million entries, against the bare hashing of the same bytes.

Run: python bench/audit_log.py [ENTRIES]
The peer is `hashlib.sha256` over exactly the bytes that the tree has to hash (each entry with its zero byte,
each inner node with its one byte), prepared beforehand: nothing that makes the same tree can be faster.
"""

import os
import sys
from collections.abc import Callable
from hashlib import sha256
from random import Random
from time import perf_counter
from typing import TypeVar

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "detente.site.settings")
django.setup()  # the tree lives beside the tables

from detente.foundation.audit_log.merkle import Frontier, Tree, leaf_hash  # noqa: E402  # Django is set up above
from detente.foundation.audit_log.verify_export import is_consistent, is_included  # noqa: E402  # Django is set up above

ROUNDS, PROOFS = 3, 2000
Made = TypeVar("Made")


def seconds(work: Callable[[], Made]) -> tuple[float, Made]:
    """Return the shortest of some runs, and what came out."""
    taken = []
    for _ in range(ROUNDS):
        started = perf_counter()
        made = work()
        taken.append(perf_counter() - started)
    return min(taken), made


def main(entries: int) -> None:
    """Print the ratios."""
    zero = "0" * 64
    lines = [
        f'{{"at":"2026-11-24T12:00:00.000000Z","commitment":"{zero}","index":{one}}}'.encode()
        for one in range(entries)
    ]
    prefixed, node = [b"\0" + line for line in lines], b"\1" + b"x" * 64

    def bare() -> None:
        for line in prefixed:
            sha256(line).digest()
        for _ in range(entries - 1):
            sha256(node).digest()

    def grown() -> Frontier:
        tree = Frontier()
        for line in lines:
            tree.add(leaf_hash(line))
        return tree

    floor, _ = seconds(bare)
    building, tree = seconds(lambda: Tree(map(leaf_hash, lines)))
    growing, frontier = seconds(grown)
    root = tree.root()
    assert root == frontier.root()

    random = Random(1)
    indexes = [random.randrange(entries) for _ in range(PROOFS)]
    proving, proofs = seconds(lambda: [tree.inclusion_proof(one, entries) for one in indexes])
    linking, links = seconds(lambda: [tree.consistency_proof(one + 1, entries) for one in indexes])
    for index, proof, link in zip(indexes, proofs, links, strict=True):
        assert is_included(index, entries, leaf_hash(lines[index]), list(proof), root)
        assert is_consistent(index + 1, tree.root(index + 1), entries, root, list(link))

    print(f"{entries} entries; the best of {ROUNDS} runs")
    print(f"bare hashing of the same bytes     {floor:8.3f} s    1.00")
    print(f"tree with all its levels           {building:8.3f} s  {building / floor:6.2f}")
    print(f"root alone, growing (checkpoints)  {growing:8.3f} s  {growing / floor:6.2f}")
    print(f"an inclusion proof                 {proving / PROOFS * 1e6:8.1f} us")
    print(f"a consistency proof                {linking / PROOFS * 1e6:8.1f} us")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
