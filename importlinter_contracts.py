"""An import contract of our own: a room is entered only through its doors."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

DEPTH_OF_A_ROOM = 3  # <root>.<stage>.<room>


class RoomDoors(Contract):
    """Another room may import only the named modules of a room (services, selectors, contracts).

    Everything else in a room (models, pages ...) is private to it. The composers may enter anywhere; so may tests,
    which lay out worlds of several rooms.
    """

    stages = fields.ListField(subfield=fields.StringField())
    doors = fields.ListField(subfield=fields.StringField())
    composers = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001  # as import-linter calls it
        """Return whether nobody enters a room by a wall."""
        trespasses = [
            (importer, imported)
            for importer in sorted(graph.modules)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if self._trespasses(importer, imported)
        ]
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def _trespasses(self, importer: str, imported: str) -> bool:
        room = self._room_of(imported)
        if room is None or self._room_of(importer) == room or _is_test(importer):
            return False
        if any(importer == one or importer.startswith(f"{one}.") for one in self.composers or []):
            return False
        inside = imported.removeprefix(room).lstrip(".").split(".")[0]
        return inside not in self.doors

    def _room_of(self, module: str) -> str | None:
        parts = module.split(".")
        if len(parts) < DEPTH_OF_A_ROOM or ".".join(parts[:2]) not in self.stages:
            return None
        return ".".join(parts[:DEPTH_OF_A_ROOM])

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say who entered where, and how to enter."""
        for importer, imported in check.metadata["trespasses"]:
            output.print_error(f"{importer} enters {imported}; use {' / '.join(self.doors)}")


def _is_test(module: str) -> bool:
    parts = module.split(".")
    return "tests" in parts or parts[-1] == "conftest"
