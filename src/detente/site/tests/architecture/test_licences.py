"""What the product runs with is free to use in any product: nothing that passes its terms on."""

import re
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

import pytest

from detente.site.tests.architecture.sources import CHECKOUT

PERMISSIVE = {
    *("0BSD", "APACHE", "APACHE-2.0", "BSD", "BSD-2-CLAUSE", "BSD-3-CLAUSE", "CC0-1.0", "HPND", "ISC", "MIT"),
    *("MIT-0", "PSF-2.0", "PYTHON-2.0", "UNLICENSE", "ZLIB", "MIT LICENSE", "BSD LICENSE", "ISC LICENSE"),
    *("APACHE SOFTWARE LICENSE", "APACHE LICENSE 2.0"),
}
REVIEWED = {"orjson": "MPL-2.0 binds changes to its own files alone, and none are made; used as published"}


def terms(about: Any) -> str:
    """What a package says of its licence: an expression, or else its classifiers, or else a short field."""
    classified = [
        one.rpartition(" :: ")[2] for one in about.get_all("Classifier", []) if one.startswith("License ::")
    ]
    short = str(about.get("License") or "").strip()
    return str(about.get("License-Expression") or " AND ".join(classified) or short.partition("\n")[0])


def is_permissive(said: str) -> bool:
    """Whether every part that must be kept, or one of those to choose from, is permissive."""
    flat = said.upper().replace("(", " ").replace(")", " ")
    musts = [re.split(r"\sOR\s", must) for must in re.split(r"\sAND\s", flat)]
    return all(any(choice.strip() in PERMISSIVE for choice in must) for must in musts)


def run_time_packages() -> list[str]:
    """The names in requirements.lock that are installed here; the rest are for other platforms."""
    lock = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")
    return sorted(
        name for name in set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE)) if installed(name)
    )


def installed(name: str) -> bool:
    try:
        metadata(name)
    except PackageNotFoundError:
        return False
    return True


class TestLicences:
    @pytest.mark.parametrize("name", run_time_packages())
    def test_of_run_time_packages_are_permissive(self, name):
        said = terms(metadata(name))

        assert name in REVIEWED or is_permissive(said), f"{name} is under {said!r}: look for another package"

    def test_of_the_one_with_conditions_is_not_needed_to_run(self):
        assert (
            "psycopg" not in run_time_packages()
        )  # LGPL: only in the extra [postgres], by the operator's choice

    @pytest.mark.parametrize(
        "said",
        [
            "GPL-3.0-or-later",
            "MIT AND AGPL-3.0-only",
            "GNU General Public License v3 (GPLv3)",
            "",
            "Proprietary",
        ],
    )
    def test_that_pass_their_terms_on_are_found(self, said):
        assert not is_permissive(said)

    @pytest.mark.parametrize(
        "said", ["MIT", "BSD-3-Clause AND (MIT OR GPL-2.0-only)", "Apache-2.0 OR BSD-2-Clause"]
    )
    def test_that_are_permissive_pass(self, said):
        assert is_permissive(said)

    def test_are_read_from_older_ways_of_saying_it_too(self):
        about = Message()
        about["License"] = "Copyright (c) somebody\nall of the text"
        about["Classifier"] = "License :: OSI Approved :: BSD License"

        assert terms(about) == "BSD License"
