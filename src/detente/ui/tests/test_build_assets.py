"""The script that bundles the assets, without running Node."""

import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[4] / "scripts" / "build-assets"


@pytest.fixture
def build(monkeypatch):
    """Return the script as a module."""
    loader = SourceFileLoader("build_assets", str(SCRIPT))
    module = module_from_spec(spec_from_loader("build_assets", loader))
    monkeypatch.setitem(sys.modules, "build_assets", module)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader.exec_module(module)
    return module


class TestPicturesAsFiles:
    def test_leaves_no_data_address_in_the_styles(self, build, tmp_path):
        picture_inside = """.a{background:url("data:image/svg+xml,%3csvg xmlns='s'%3e%3c/svg%3e")}"""
        styles = picture_inside + ".b{background:url(fonts/a.woff2)}"

        written = build.pictures_as_files(styles, tmp_path)

        (picture,) = (tmp_path / "pictures").iterdir()
        assert picture.read_text() == "<svg xmlns='s'></svg>"
        assert (
            written == f".a{{background:url(./pictures/{picture.name})}}.b{{background:url(fonts/a.woff2)}}"
        )

    def test_writes_the_same_picture_once(self, build, tmp_path):
        build.pictures_as_files(
            """url("data:image/svg+xml,<svg/>") url('data:image/svg+xml,<svg/>')""", tmp_path
        )

        assert len(list((tmp_path / "pictures").iterdir())) == 1


class TestFindNode:
    def test_takes_none_that_is_too_old(self, build, monkeypatch, tmp_path):
        monkeypatch.setattr(build, "ROOT", tmp_path)
        for name in ("node", "npm"):
            program = tmp_path / name
            program.write_text("#!/bin/sh\necho v16.20.2\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))

        assert build.find_node() is None

    def test_takes_one_with_its_npm(self, build, monkeypatch, tmp_path):
        for name in ("node", "npm"):
            program = tmp_path / name
            program.write_text("#!/bin/sh\necho v22.1.0\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))

        assert build.find_node().npm == (str(tmp_path / "npm"),)

    def test_says_what_is_missing_and_what_to_do(self, build, monkeypatch, tmp_path):
        monkeypatch.setattr(build, "ROOT", tmp_path)

        with pytest.raises(
            build.Missing, match=r"Node 18 or newer .* no \.venv for it(.|\n)*Install Node, or run ./run"
        ):
            build.node_from_wheel()


class TestInstallPackages:
    def test_says_why_npm_failed(self, build, monkeypatch, tmp_path):
        monkeypatch.setattr(build, "ROOT", tmp_path)
        monkeypatch.setattr(build, "INSTALLED", tmp_path / "node_modules" / ".installed-from.txt")
        (tmp_path / "package-lock.json").write_text("{}")
        npm = tmp_path / "npm"
        npm.write_text("#!/bin/sh\necho 'code ENOTFOUND' >&2\nexit 1\n")
        npm.chmod(0o755)

        with pytest.raises(build.Missing, match=r"code ENOTFOUND(.|\n)*npm could not fetch the packages"):
            build.install_packages(build.Node(("node",), (str(npm),), tmp_path))


class TestTheFingerprint:
    def test_changes_with_every_input(self, build, monkeypatch, tmp_path):
        before = build.fingerprint_of_inputs()
        extra = build.UI / "components" / "icon" / "icon.css"
        real = Path.read_bytes
        monkeypatch.setattr(Path, "read_bytes", lambda path: b"" if path == extra else real(path))

        assert build.fingerprint_of_inputs() != before


class TestTheStyleEntry:
    def test_has_every_components_styles_above_tabler(self, build):
        entry = build.style_entry()

        assert entry.splitlines()[0] == '@import "@tabler/core/dist/css/tabler.min.css" layer(tabler);'
        assert all(path.name in entry for path in (build.UI / "components").glob("*/*.css"))


class TestTheScript:
    def test_explains_itself(self):
        said = subprocess.run([SCRIPT, "--help"], capture_output=True, text=True, check=True)

        assert "--check" in said.stdout
