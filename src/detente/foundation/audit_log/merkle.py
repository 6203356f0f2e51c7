"""The Merkle tree of RFC 6962, section 2.1: roots, and the proofs that one can be checked with.

What checks a proof is in `verify_export.py`, which stands alone.
"""

from collections.abc import Iterable
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


class UnfitProof(ValueError):
    """A proof was asked of a tree that does not have it: a fault of ours."""


def leaf_hash(line: bytes) -> bytes:
    """Return the hash of one entry: SHA-256 of a zero byte and the entry."""
    return sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of what two subtrees make: SHA-256 of a one byte and both hashes."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    r"""The complete subtrees of a tree, largest first: enough to know its root and to let it grow.

    At most one hash a bit of the size, so a checkpoint can keep it and the next one reads only what was
    added since.

    >>> tree = Frontier()
    >>> for line in (b"", b"\x00", b"\x10"):
    ...     tree.add(leaf_hash(line))
    >>> tree.size, tree.root().hex()[:16]
    (3, 'aeb6bcfe274b70a1')
    """

    __slots__ = ("_peaks", "size")

    def __init__(self, size: int = 0, packed: bytes = b"") -> None:
        """Begin with nothing, or with what `packed` returned for a tree of `size` leaves."""
        self.size = size
        self._peaks = [packed[at : at + HASH_BYTES] for at in range(0, len(packed), HASH_BYTES)]
        if len(packed) != HASH_BYTES * size.bit_count():
            raise UnfitProof(f"a tree of {size} leaves has {size.bit_count()} complete subtrees")

    def add(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        peaks, joined = self._peaks, self.size
        peaks.append(leaf)
        while joined & 1:
            right = peaks.pop()
            peaks.append(sha256(b"\x01" + peaks.pop() + right).digest())
            joined >>= 1
        self.size += 1

    def root(self) -> bytes:
        """Return the tree's root."""
        if not self._peaks:
            return EMPTY_ROOT
        *larger, root = self._peaks
        for peak in reversed(larger):
            root = node_hash(peak, root)
        return root

    def packed(self) -> bytes:
        """Return the hashes, one after another."""
        return b"".join(self._peaks)


class Tree:
    """Every complete subtree of some leaves, level by level: proofs for the tree at any size up to theirs."""

    __slots__ = ("_levels", "size")

    def __init__(self, leaf_hashes: Iterable[bytes]) -> None:
        """Hash 32-byte leaf hashes, in their order, up to the top."""
        level = b"".join(leaf_hashes)
        self.size = len(level) // HASH_BYTES
        self._levels = [level]
        pair = 2 * HASH_BYTES
        while len(level) >= pair:
            starts = range(0, len(level) - pair + 1, pair)
            level = b"".join([sha256(b"\x01" + level[at : at + pair]).digest() for at in starts])
            self._levels.append(level)

    def root(self, size: int | None = None) -> bytes:
        """Return the root that the tree had at `size`, or has now (RFC 6962, 2.1)."""
        size = self.size if size is None else self._fitting(size)
        return self._hash_of(0, size) if size else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int) -> tuple[bytes, ...]:
        """Return the path from leaf `index` up in the tree of `size` leaves (RFC 6962, 2.1.1)."""
        if not 0 <= index < self._fitting(size):
            raise UnfitProof(f"leaf {index} is not in a tree of {size}")
        path, start, end = [], 0, size
        while end - start > 1:
            middle = start + _left_half(end - start)
            if index < middle:
                path.append(self._hash_of(middle, end))
                end = middle
            else:
                path.append(self._hash_of(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency_proof(self, old: int, new: int) -> tuple[bytes, ...]:
        """Return what shows that the tree of `new` leaves begins with that of `old` (RFC 6962, 2.1.2)."""
        if not 0 <= old <= self._fitting(new):
            raise UnfitProof(f"a tree of {new} cannot begin with one of {old}")
        if old in (0, new):
            return ()
        path, start, end = [], 0, new
        while old != end:
            middle = start + _left_half(end - start)
            if old <= middle:
                path.append(self._hash_of(middle, end))
                end = middle
            else:
                path.append(self._hash_of(start, middle))
                start = middle
        if start:  # else the subtree is the old tree itself, whose root the reader has
            path.append(self._hash_of(start, end))
        return tuple(reversed(path))

    def _hash_of(self, start: int, end: int) -> bytes:
        leaves = end - start
        level = leaves.bit_length() - 1
        if leaves == 1 << level:  # complete, and aligned: a split is always at a power of two
            at = (start >> level) * HASH_BYTES
            return self._levels[level][at : at + HASH_BYTES]
        middle = start + (1 << level)
        return node_hash(self._hash_of(start, middle), self._hash_of(middle, end))

    def _fitting(self, size: int) -> int:
        if not 0 <= size <= self.size:
            raise UnfitProof(f"the tree has {self.size} leaves, not {size}")
        return size


def _left_half(leaves: int) -> int:
    """Return the largest power of two below `leaves`."""
    return 1 << (leaves - 1).bit_length() - 1
