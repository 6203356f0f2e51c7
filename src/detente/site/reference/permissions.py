"""The page of who may do what, from the permissions of all use cases and queries."""

from collections import defaultdict

from detente.foundation.registry import OPERATIONS
from detente.foundation.roles import Permission, Role
from detente.site.reference.markdown import joined, table

FILE = "permissions.md"
INTRODUCTION = """A person acts for one organisation in one role. A token can be narrowed to some of its
person's permissions, never widened. Whatever a role may do, it sees only the rows of its own
organisation and those that another has shared with it."""


def page() -> str:
    """Return each permission with the roles that hold it and the operations that ask for it."""
    opened: dict[Permission, list[str]] = defaultdict(list)
    for name, operation in sorted(OPERATIONS.items()):
        opened[operation.permission].append(f"`{name}`")
    rows = [
        [f"may {one.name}", *("yes" if role in one.roles else "" for role in Role), ", ".join(names)]
        for one, names in sorted(opened.items(), key=lambda pair: pair[0].name)
    ]
    return joined(
        [
            "# Permissions",
            INTRODUCTION,
            table(["", *(role.value for role in Role), "asked by"], rows),
        ]
    )
