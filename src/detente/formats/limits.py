"""How much a file may ask of its reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask of its reader."""

    file_bytes: int = 512 * 1024 * 1024
    json_bytes: int = 128 * 1024 * 1024
    line_bytes: int = 8 * 1024 * 1024
    json_depth: int = 64
    json_containers: int = 2_000_000  # objects and arrays: each takes far more memory than its two brackets
    json_values: int = 10_000_000
    yaml_bytes: int = 16 * 1024 * 1024
    yaml_nodes: int = 100_000
    yaml_aliases: int = 100
    cell_characters: int = 1_000_000
    unpacked_bytes: int = 512 * 1024 * 1024
    unpacked_ratio: int = 200
    unpacked_anyway: int = 16 * 1024 * 1024  # so little may be packed at any ratio
    archive_entries: int = 10_000
    sheet_cells: int = 5_000_000
    drafted_columns: int = 1_000  # of a table that a mapping is drafted for


def in_words(size: int) -> str:
    """Return a number of bytes as people say it.

    >>> in_words(8 * 1024 * 1024), in_words(900)
    ('8 MiB', '900 bytes')
    """
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.4g} MiB"
    return f"{size} bytes"
