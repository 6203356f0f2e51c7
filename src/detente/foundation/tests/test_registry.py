"""What cannot become an operation is refused while it is imported, not in review."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from detente.foundation import registry
from detente.foundation.access import Actor
from detente.foundation.errors import NotFound, NotPermitted
from detente.foundation.operation import Doors
from detente.foundation.registry import UnfitOperation, derived
from detente.foundation.roles import EVERYONE, Permission
from detente.foundation.use_case import query, use_case

PLANT = Permission("plant", EVERYONE)


@dataclass(frozen=True)
class Bed:
    name: str


def planted(*, actor: Actor, at: datetime, how_many: int, bed: int = 1) -> int:
    """Do something.

    Parameters
    ----------
    how_many : int
        How many
        there are.
    """
    return how_many


def asked(*, actor: Actor, how_many: int = 1) -> int:
    """Ask something."""
    return how_many


def without_time(*, actor: Actor) -> int:
    """Do something."""
    return 1


def without_actor(*, at: datetime) -> int:
    """Do something."""
    return 1


def with_text_for_time(*, actor: Actor, at: str) -> int:
    """Do something."""
    return 1


def positional(actor: Actor, *, at: datetime) -> int:
    """Do something."""
    return 1


def untyped(*, actor: Actor, at: datetime, how_many) -> int:
    """Do something."""
    return 1


def answerless(*, actor: Actor, at: datetime):
    """Do something."""


def recorded(*, actor: Actor, beds: list[Bed] | None) -> int:
    """Ask something."""
    return 1


def unexplained(*, actor: Actor, at: datetime) -> int:
    return 1


@pytest.fixture(autouse=True)
def an_empty_registry(monkeypatch):
    monkeypatch.setattr(registry, "OPERATIONS", {})


class TestRegistering:
    @pytest.mark.parametrize(
        ("function", "complaint"),
        [
            (without_time, "takes at"),
            (without_actor, "take the actor"),
            (with_text_for_time, "at is a datetime"),
            (positional, "keywords only"),
            (untyped, "a type"),
            (answerless, "a type"),
            (unexplained, "in one line"),
        ],
        ids=lambda one: getattr(one, "__name__", ""),
    )
    def test_refuses_what_no_door_could_be_derived_from(self, function, complaint):
        with pytest.raises(UnfitOperation, match=complaint):
            use_case("garden.plant", path="plants", permission=PLANT)(function)

        assert registry.OPERATIONS == {}

    @pytest.mark.parametrize("name", ["plant", "Garden.plant", "garden.plant.it", "garden.plant-it", ""])
    def test_refuses_a_name_that_no_command_could_have(self, name):
        with pytest.raises(UnfitOperation, match=r"room\.verb_noun"):
            use_case(name, path="plants", permission=PLANT)(planted)

    def test_refuses_a_use_case_without_a_permission_that_somebody_holds(self):
        with pytest.raises(TypeError, match="permission"):
            use_case("garden.plant", path="plants")(planted)
        with pytest.raises(UnfitOperation, match="held by somebody"):
            use_case("garden.plant", path="plants", permission=Permission("plant", frozenset()))(planted)

    def test_refuses_a_query_whose_inputs_fit_no_query_string(self):
        with pytest.raises(UnfitOperation, match="query string"):
            query("garden.ask", path="plants", permission=PLANT)(recorded)

    def test_refuses_a_placeholder_that_is_no_input(self):
        with pytest.raises(UnfitOperation, match="is an input"):
            use_case("garden.plant", path="beds/{flower}", permission=PLANT)(planted)

    def test_refuses_a_name_or_an_address_that_is_taken(self):
        use_case("garden.plant", path="beds/{bed}", permission=PLANT)(planted)

        with pytest.raises(UnfitOperation, match="name is taken"):
            use_case("garden.plant", path="elsewhere", permission=PLANT)(planted)
        with pytest.raises(UnfitOperation, match="is taken"):
            use_case("garden.plant_again", path="beds/{bed}", permission=PLANT)(planted)
        with pytest.raises(UnfitOperation, match="name placeholders as others do"):
            query("garden.ask", path="beds/{how_many}", permission=PLANT)(asked)

    def test_lets_an_address_be_read_and_written(self):
        use_case("garden.plant", path="plants", permission=PLANT)(planted)
        query("garden.ask", path="plants", permission=PLANT)(asked)

        assert [one.writes for one in derived()] == [True, False]


class TestAnOperation:
    def test_knows_what_its_doors_need(self):
        use_case("garden.plant", path="beds/{bed}", permission=PLANT, raises=(NotFound,))(planted)
        (operation,) = derived()

        assert operation.summary == "Do something."
        assert operation.raises == (NotPermitted, NotFound)
        assert [one.name for one in operation.path_inputs] == ["bed"]
        assert [(one.name, one.description) for one in operation.other_inputs] == [
            ("how_many", "How many there are.")
        ]
        assert operation.told_the_time

    def test_with_doors_by_hand_is_registered_but_not_derived(self):
        use_case("garden.plant", path="plants", permission=PLANT, doors=Doors.BY_HAND)(planted)

        assert "garden.plant" in registry.OPERATIONS
        assert derived() == []
