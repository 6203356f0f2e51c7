"""Every package is pinned to a version and to the hashes of its files, and no lock names a host."""

import json
import re
from pathlib import Path

import pytest

from detente.site.tests.architecture.sources import CHECKOUT, plant

LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-setup.lock")
PINNED = re.compile(
    r"^[a-z0-9][a-z0-9._-]*==\S+( ; [^\\]+?)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n", re.MULTILINE
)


def unlocked(folder: Path) -> list[str]:
    """Each lock with something in it that is not a pinned, hashed package."""
    return [
        f"{path.name}: {left[:80]!r} is no pinned package with hashes"
        for path in sorted(folder.glob("requirements*.lock"))
        if (left := PINNED.sub("", path.read_text(encoding="utf-8")).strip())
    ]


def unlocked_assets(folder: Path) -> list[str]:
    """Each npm package that is not checked against a hash, or that is bound to a host."""
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return [
        f"package-lock.json: {name}: {complaint}"
        for name, about in packages.items()
        if name
        for complaint, wrong in (
            ("no integrity", "integrity" not in about),
            ("names a host: npm config set omit-lockfile-registry-resolved true", "resolved" in about),
        )
        if wrong
    ]


def names(lock: str) -> set[str]:
    return set(
        re.findall(r"^([a-z0-9._-]+==\S+)", (CHECKOUT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    )


class TestLocks:
    def test_pin_every_package_with_its_hashes(self):
        assert unlocked(CHECKOUT) == []
        assert all(names(one) for one in LOCKS)

    def test_pin_every_asset_with_its_hash(self):
        assert unlocked_assets(CHECKOUT) == []

    def test_agree_on_what_the_product_runs_with(self):
        assert names("requirements.lock") - names("requirements-test.lock") == set()

    @pytest.mark.parametrize(
        "line",
        [
            "django==5.2.1\n",
            "django>=5 \\\n    --hash=sha256:" + "a" * 64 + "\n",
            "--index-url https://packages.example/simple\n",
            "django @ https://packages.example/django.whl \\\n    --hash=sha256:" + "a" * 64 + "\n",
        ],
    )
    def test_with_anything_else_are_found(self, tmp_path, line):
        sound = "attrs==26.1.0 ; python_version < '3.12' \\\n    --hash=sha256:" + "0" * 64 + "\n"
        plant(tmp_path, {"requirements.lock": sound + line, "requirements-test.lock": sound})

        assert [one.split(":")[0] for one in unlocked(tmp_path)] == ["requirements.lock"]

    def test_of_assets_without_a_hash_or_with_a_host_are_found(self, tmp_path):
        packages = {
            "": {},
            "a": {"integrity": "x"},
            "b": {},
            "c": {"integrity": "x", "resolved": "https://r.example"},
        }
        plant(tmp_path, {"package-lock.json": json.dumps({"packages": packages})})

        assert len(unlocked_assets(tmp_path)) == 2
