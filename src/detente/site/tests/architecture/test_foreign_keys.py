"""Foreign keys point toward the evidence, protect what they point at, and cross rooms by name."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from detente.site.tests.architecture.sources import PACKAGE, STAGES, modules, plant, tree

DEPTH = {"foundation": 0, **{stage: place for place, stage in enumerate(STAGES, 1)}}
KEYS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def our_models() -> list[type[models.Model]]:
    ours = [one for one in apps.get_models() if one.__module__.startswith("detente.")]
    return [one for one in ours if "tests" not in one.__module__.split(".")]


def stage_of(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def misdirected(among: Iterable[type[models.Model]]) -> list[str]:
    """Each relation that points to a later stage, or that would delete what points at it."""
    return [complaint for model in among for complaint in complaints(model)]


def complaints(model: type[models.Model]) -> Iterator[str]:
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        remote = field.remote_field
        if remote is None:
            continue
        name = f"{model._meta.label}.{field.name}"
        if isinstance(field, models.ManyToManyField):
            yield f"{name}: write a table of its own for the pairs, so that they carry dates and parties"
        elif remote.on_delete is not models.PROTECT:
            yield f"{name}: on_delete must be PROTECT, evidence is never swept along"
        if DEPTH.get(stage_of(remote.model), -1) > DEPTH[stage_of(model)]:
            yield f"{name}: points to {remote.model._meta.label}, a later stage"


def by_class_across_rooms(root: Path) -> list[str]:
    """Each foreign key that names a class which was imported from another room."""
    return [
        f"{path.relative_to(root)}:{call.lineno} {ast.unparse(target)}: name it as 'room.Model'"
        for path in modules(root)
        if "models" in path.relative_to(root).with_suffix("").parts
        for module in [tree(path)]
        for call, target in keys_of(module)
        if isinstance(target, ast.Name) and target.id in from_other_rooms(module, path.relative_to(root))
    ]


def keys_of(module: ast.Module) -> Iterator[tuple[ast.Call, ast.expr]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in KEYS:
            named = [one.value for one in node.keywords if one.arg == "to"]
            yield from ((node, target) for target in [*node.args[:1], *named])


def from_other_rooms(module: ast.Module, path: Path) -> set[str]:
    here = f"detente.{'.'.join(path.parts[: path.parts.index('models') if 'models' in path.parts else -1])}"
    return {
        name.asname or name.name
        for node in module.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("detente.")
        if not (node.module or "").startswith(here)
        for name in node.names
    }


def model(name: str, *, of: str, **fields: object) -> type[models.Model]:
    """A model that looks as if it stood in a room of the stage `of`."""
    meta = type("Meta", (), {"app_label": "foundation"})
    return type(name, (models.Model,), {"Meta": meta, "__module__": f"detente.{of}.room.models", **fields})


class TestForeignKeys:
    def test_point_toward_the_evidence_and_protect_it(self):
        assert misdirected(our_models()) == []

    def test_cross_rooms_by_name(self):
        assert by_class_across_rooms(PACKAGE) == []

    @isolate_apps("detente.foundation")
    @pytest.mark.parametrize(
        ("stage", "field", "said"),
        [
            ("foundation", lambda to: models.ForeignKey(to, models.PROTECT), "a later stage"),
            ("assessment", lambda to: models.ForeignKey(to, models.CASCADE), "PROTECT"),
            ("assessment", lambda to: models.OneToOneField(to, models.SET_NULL, null=True), "PROTECT"),
            ("assessment", lambda to: models.ManyToManyField(to, blank=True), "a table of its own"),
        ],
    )
    def test_of_the_wrong_kind_are_found(self, stage, field, said):
        target = model("Target", of="evidence")
        wrong = model("Wrong", of=stage, to=field(target))

        (complaint,) = misdirected([wrong])

        assert "foundation.Wrong.to" in complaint
        assert said in complaint

    def test_that_name_a_class_of_another_room_are_found(self, tmp_path):
        plant(
            tmp_path,
            {
                "assessment/scorecards/models.py": "from detente.evidence.ledger.models import Document\n"
                "from detente.assessment.scorecards.contracts import State\n"
                "a = models.ForeignKey(Document, models.PROTECT)\n"
                "b = models.ForeignKey(to=Document, on_delete=models.PROTECT)\n"
                "c = models.ForeignKey('ledger.Document', models.PROTECT)\n"
                "d = models.ForeignKey(State, models.PROTECT)\n",
                "foundation/models/job.py": "from detente.foundation.models.people import Person\n"
                "p = models.ForeignKey(Person, models.PROTECT)\n",
            },
        )

        assert len(by_class_across_rooms(tmp_path)) == 2
