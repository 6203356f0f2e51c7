"""A new room is a new folder: it is found by its shape, and no list anywhere names it."""

import re
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse

from detente import evidence
from detente.site import cli, rooms, urls
from detente.site.tests.architecture.sources import PACKAGE, STAGES, modules, plant

ROOM = re.compile(rf"detente\.(?:{'|'.join(STAGES)})\.\w+")
COMPOSITION = ("site", "foundation", "ui", "rendering")


def named_rooms(package: Path) -> list[str]:
    """Each place where what composes or carries the rooms names one of them.

    A command that is written by hand may call a room's use case, as a page does.
    """
    return [
        f"{path.relative_to(package)} names {found[0]}: let the room register itself"
        for below in COMPOSITION
        for path in modules(package / below)
        if "commands" not in path.parts
        if (found := ROOM.search(path.read_text(encoding="utf-8")))
    ]


@pytest.fixture
def planted_room(tmp_path, monkeypatch):
    """A room `evidence.planted` with a page and a command, laid beside the real ones."""
    plant(
        tmp_path,
        {
            "evidence/planted/__init__.py": "",
            "evidence/planted/apps.py": "",
            "evidence/planted/web.py": "from django.urls import path\n"
            "urlpatterns = [path('planted', lambda request: None, name='planted')]\n",
            "evidence/planted/cli.py": "import click\ncommands = [click.Command('planted')]\n",
            "evidence/no_room/__init__.py": "",
            "site/rooms.py": "",
        },
    )
    monkeypatch.setattr(rooms, "__file__", str(tmp_path / "site" / "rooms.py"))
    monkeypatch.setattr(evidence, "__path__", [str(tmp_path / "evidence")])
    return "detente.evidence.planted"


class TestANewRoom:
    def test_is_found_by_its_folder(self, planted_room):
        assert rooms.room_names() == [planted_room]

    def test_has_its_pages_served(self, planted_room):
        assert [one.name for one in urls.room_pages()] == ["planted"]

    def test_has_its_commands_offered(self, planted_room):
        assert "planted" in [one.name for one in cli.by_hand()]

    def test_is_gone_when_its_folder_is(self):
        with pytest.raises(NoReverseMatch):
            reverse("planted")
        assert "planted" not in [one.name for one in cli.by_hand()]

    def test_is_named_by_no_central_module(self):
        assert named_rooms(PACKAGE) == []

    @pytest.mark.parametrize("module", ["site/settings.py", "ui/navigation.py", "foundation/jobs/queue.py"])
    def test_that_a_central_module_names_is_found(self, tmp_path, module):
        line = 'INSTALLED_APPS = ["detente.evidence.ledger"]\n'
        plant(tmp_path, {module: line, "site/commands/demo.py": line, "site/tests/test_api.py": line})

        assert [one.split()[0] for one in named_rooms(tmp_path)] == [module]
