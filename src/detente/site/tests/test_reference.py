"""The generated pages say what the code does, whatever it is."""

import json
from types import ModuleType

import pytest

from detente.formats.format import formats_by_name
from detente.foundation.registry import OPERATIONS, derived
from detente.site.reference import commands, pages
from detente.site.reference.pages import NOTE


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages.pages()


class TestThePages:
    def test_name_every_operation(self, made):
        assert [name for name in OPERATIONS if f"### {name}\n" not in made["api.md"]] == []

    def test_give_the_address_of_every_derived_operation(self, made):
        addresses = [f"`{'POST' if one.writes else 'GET'} /api/{one.path}`" for one in derived()]

        assert [one for one in addresses if one not in made["api.md"]] == []

    def test_name_every_format(self, made):
        assert [name for name in formats_by_name() if f"## {name}\n" not in made["file_formats.md"]] == []

    def test_name_every_command(self, made):
        paths = [one.command_path for one in commands.contexts(commands.top())]

        assert len(paths) > len(derived())
        assert all(f"\n## {one.split(' [')[0]}\n" in made["commands.md"] for one in paths)

    def test_show_which_roles_hold_a_permission(self, made):
        (line,) = [
            one for one in made["permissions.md"].splitlines() if one.startswith("| may read the audit log ")
        ]

        told = [one.strip() for one in line.split("|")[2:9]]

        held = OPERATIONS["audit.list_entries"].permission.roles
        assert told.count("yes") == len(held)

    def test_describe_the_same_api_as_a_running_server(self, made, client):
        assert json.loads(made["openapi.json"])["paths"] == client.get("/api/openapi.json").json()["paths"]

    def test_warn_whoever_would_edit_them(self, made):
        assert all(text.startswith(NOTE) for name, text in made.items() if name.endswith(".md"))

    def test_are_the_same_each_time(self, made):
        assert pages.pages() == made


class TestARoom:
    def test_adds_a_page_of_its_own(self, monkeypatch):
        room = ModuleType("planted")
        room.FILE, room.page = "planted.md", lambda: "# Planted\n"
        monkeypatch.setattr(pages, "sources", lambda: iter([room]))

        assert pages.pages() == {"planted.md": f"{NOTE}# Planted\n"}
