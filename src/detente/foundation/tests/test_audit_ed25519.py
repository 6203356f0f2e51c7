"""The script's own Ed25519, held against RFC 8032, section 7.1, and against a library."""

from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from detente.foundation.audit_log.verify_export import ORDER, Refused, is_signed

RFC_8032 = [  # public key, message, signature
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe"
            "24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302a"
            "eeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed2"
            "8dc027beceea1ec40a"
        ),
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        (
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce8"
            "0e2a9ac94fa54ca49f"
        ),
        (
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac1"
            "7ad9bef1177331a704"
        ),
    ),
]


def as_bytes(*texts: str) -> list[bytes]:
    return [bytes.fromhex(one) for one in texts]


class TestEd25519:
    @pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
    def test_accepts_the_published_signatures(self, public, message, signature):
        assert is_signed(*as_bytes(public, message, signature))

    @pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
    def test_refuses_them_for_another_message(self, public, message, signature):
        assert not is_signed(*as_bytes(public, message + "00", signature))

    def test_agrees_with_the_library_and_refuses_a_changed_bit(self):
        random = Random(8032)

        for length in range(8):
            private = Ed25519PrivateKey.from_private_bytes(random.randbytes(32))
            public, message = private.public_key().public_bytes_raw(), random.randbytes(length)
            signature = private.sign(message)
            at, bit = random.randrange(64), 1 << random.randrange(8)
            changed = bytes(one ^ bit if where == at else one for where, one in enumerate(signature))
            assert is_signed(public, message, signature)
            assert not is_signed(public, message, changed)

    def test_refuses_the_same_signature_written_otherwise(self):
        public, message, signature = as_bytes(*RFC_8032[1])
        scalar = int.from_bytes(signature[32:], "little") + ORDER

        assert not is_signed(public, message, signature[:32] + scalar.to_bytes(32, "little"))

    @pytest.mark.parametrize("length", [0, 63, 65])
    def test_refuses_a_signature_of_another_length(self, length):
        public, message, signature = as_bytes(*RFC_8032[1])

        assert not is_signed(public, message, (signature + b"\0")[:length])

    @pytest.mark.parametrize(
        "public", ["ff" * 32, "02" + "00" * 31, "01" + "00" * 30 + "80", "00" * 31]
    )  # y >= p, no square root, zero with a sign, too short
    def test_refuses_a_key_that_is_no_point(self, public):
        _, message, signature = as_bytes(*RFC_8032[1])

        try:
            assert not is_signed(bytes.fromhex(public), message, signature)
        except Refused as refused:
            assert "no point" in str(refused)  # noqa: PT017  # both are refusals
