"""The few Markdown shapes that the generated pages are made of."""

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table; a bar or a line break in a cell does not break it.

    >>> print(table(["a", "b"], [["1", "x|y"]]))
    | a | b |
    | --- | --- |
    | 1 | x\|y |
    """
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell(one) for one in line) + " |" for line in lines)


def cell(text: str) -> str:
    """Return text as it can stand in a cell of a table."""
    return " ".join(text.split()).replace("|", r"\|")


def code(text: str) -> str:
    """Return a block of preformatted text."""
    return f"```text\n{text.rstrip()}\n```"


def joined(parts: Iterable[str]) -> str:
    """Return paragraphs as one page."""
    return "\n\n".join(one for one in parts if one) + "\n"
