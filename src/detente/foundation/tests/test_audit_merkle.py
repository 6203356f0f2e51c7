"""The tree, held against the examples that implementations of RFC 6962 share, and against its definition."""

from hashlib import sha256

import pytest

from detente.foundation.audit_log.merkle import EMPTY_ROOT, Frontier, Tree, UnfitProof, leaf_hash, node_hash
from detente.foundation.audit_log.verify_export import is_consistent, is_included

# The eight leaves and their answers of github.com/transparency-dev/merkle, which come from the
# reference implementation of Certificate Transparency.
LEAVES = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    bytes.fromhex(one)
    for one in (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
INCLUSION = [
    (
        0,
        8,
        (
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 "
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
        ),
    ),
    (
        5,
        8,
        (
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b "
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 "
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
        ),
    ),
    (2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    (
        1,
        5,
        (
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d "
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
        ),
    ),
]
CONSISTENCY = [
    (1, 1, ""),
    (
        1,
        8,
        (
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 "
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
        ),
    ),
    (
        6,
        8,
        (
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a "
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 "
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
        ),
    ),
    (
        2,
        5,
        (
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e "
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
        ),
    ),
    (
        6,
        7,
        (
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a "
            "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f "
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
        ),
    ),
]
SOME_HASH = sha256(b"something else").digest()


def hashes(text: str) -> list[bytes]:
    return [bytes.fromhex(one) for one in text.split()]


def leaves(how_many: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(how_many)]


def root_by_definition(some: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word: the slow oracle."""
    if len(some) < 2:
        return some[0] if some else sha256(b"").digest()
    left = max(power for power in (1 << bit for bit in range(len(some).bit_length())) if power < len(some))
    return sha256(b"\x01" + root_by_definition(some[:left]) + root_by_definition(some[left:])).digest()


class TestTheTree:
    @pytest.mark.parametrize("size", range(1, 9))
    def test_has_the_published_roots(self, size):
        tree = Tree(leaf_hash(one) for one in LEAVES)

        assert tree.root(size) == ROOTS[size - 1]

    @pytest.mark.parametrize(("index", "size", "proof"), INCLUSION)
    def test_has_the_published_inclusion_proofs(self, index, size, proof):
        tree = Tree(leaf_hash(one) for one in LEAVES)

        assert list(tree.inclusion_proof(index, size)) == hashes(proof)

    @pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCY)
    def test_has_the_published_consistency_proofs(self, old, new, proof):
        tree = Tree(leaf_hash(one) for one in LEAVES)

        assert list(tree.consistency_proof(old, new)) == hashes(proof)

    def test_of_nothing_is_the_hash_of_nothing(self):
        assert Tree([]).root() == EMPTY_ROOT == sha256(b"").digest()

    def test_tells_a_leaf_from_a_node(self):
        left, right = leaves(2)

        assert leaf_hash(left + right) != node_hash(left, right)

    @pytest.mark.parametrize("size", [*range(1, 18), 31, 32, 33, 64, 100])
    def test_is_as_defined_at_every_size_it_had(self, size):
        some = leaves(100)

        assert Tree(some).root(size) == root_by_definition(some[:size])

    def test_refuses_proofs_that_it_cannot_have(self):
        tree = Tree(leaves(5))

        for index, size in ((5, 5), (-1, 5), (0, 0), (0, 6)):
            with pytest.raises(UnfitProof):
                tree.inclusion_proof(index, size)
        for old, new in ((4, 3), (-1, 3), (1, 6)):
            with pytest.raises(UnfitProof):
                tree.consistency_proof(old, new)


class TestTheFrontier:
    def test_knows_the_root_at_every_size_and_can_be_laid_aside(self):
        some, growing = leaves(70), Frontier()
        tree = Tree(some)

        for size, leaf in enumerate(some, start=1):
            growing.add(leaf)
            growing = Frontier(size, growing.packed())
            assert (growing.size, growing.root()) == (size, tree.root(size))

    def test_refuses_a_size_that_does_not_fit(self):
        with pytest.raises(UnfitProof, match="complete subtrees"):
            Frontier(3, b"x" * 32)


class TestCheckingAProof:
    @pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 8, 13, 16, 21])
    def test_accepts_every_leaf_where_it_is_and_nowhere_else(self, size):
        some = leaves(size)
        tree = Tree(some)

        for index, leaf in enumerate(some):
            proof = list(tree.inclusion_proof(index, size))
            assert is_included(index, size, leaf, proof, tree.root())
            assert not any(
                is_included(other, size, leaf, proof, tree.root()) for other in range(size) if other != index
            )

    @pytest.mark.parametrize(("index", "size", "proof"), INCLUSION)
    def test_refuses_a_corrupted_inclusion_proof(self, index, size, proof):
        leaf, root, parts = leaf_hash(LEAVES[index]), ROOTS[size - 1], hashes(proof)
        corrupted = [
            (index ^ 2, size, leaf, parts, root),
            (index - 1, size, leaf, parts, root),
            (index, size * 2, leaf, parts, root),
            (index, size // 2, leaf, parts, root),
            (size, size, leaf, parts, root),
            (index, size, SOME_HASH, parts, root),
            (index, size, leaf, parts, SOME_HASH),
            (index, size, leaf, [*parts, root], root),
            (index, size, leaf, [root, *parts], root),
            (index, size, leaf, parts[:-1], root),
            (index, size, leaf, [], root),
        ]

        assert is_included(index, size, leaf, parts, root)
        assert not any(is_included(*one) for one in corrupted)

    @pytest.mark.parametrize("new", [1, 2, 3, 4, 5, 7, 8, 13, 16, 21])
    def test_accepts_every_beginning_and_no_other_root(self, new):
        tree = Tree(leaves(new))

        for old in range(new + 1):
            proof = list(tree.consistency_proof(old, new))
            assert is_consistent(old, tree.root(old), new, tree.root(), proof)
            assert not is_consistent(old, SOME_HASH, new, tree.root(), proof)
            assert old in (0, new) or not is_consistent(old, tree.root(old), new, SOME_HASH, proof)

    @pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCY[1:])
    def test_refuses_a_corrupted_consistency_proof(self, old, new, proof):
        before, after, parts = ROOTS[old - 1], ROOTS[new - 1], hashes(proof)
        corrupted = [
            (old - 1, before, new, after, parts),
            (old + 1, before, new, after, parts),
            (old, before, new * 2, after, parts),
            (old, before, new // 2, after, parts),
            (old, after, new, before, parts),
            (old, before, new, after, []),
            (old, before, new, after, [*parts, before]),
            (old, before, new, after, [before, *parts]),
            (old, before, new, after, [parts[0], *parts]),
            (old, before, new, after, parts[:-1]),
            *(
                (old, before, new, after, [*parts[:at], SOME_HASH, *parts[at + 1 :]])
                for at in range(len(parts))
            ),
        ]

        assert is_consistent(old, before, new, after, parts)
        assert not any(is_consistent(*one) for one in corrupted)
