"""Which rooms there are: every folder of a stage that has an apps.py. No list names them."""

from pathlib import Path

STAGES = ("evidence", "assessment", "decision", "governance", "reporting")


def room_names() -> list[str]:
    """Return the dotted names of the rooms, in the order of the data flow."""
    package = Path(__file__).resolve().parent.parent
    return [
        f"detente.{stage}.{found.parent.name}"
        for stage in STAGES
        for found in sorted(package.glob(f"{stage}/*/apps.py"))
    ]
