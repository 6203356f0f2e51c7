"""YAML within bounds, by the safe loader, with the line of everything in it."""

import sys
from dataclasses import dataclass
from typing import Any

import yaml

from detente.formats.errors import DamagedFile, UnsafeFile
from detente.formats.limits import Limits, in_words

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # a class, which one depends on the build

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML value and the line of each part of it, by its path."""

    value: Any  # any YAML value
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of the part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str, name: str, limits: Limits) -> Document:
    """Return the YAML document that the text is.

    Raises
    ------
    UnsafeFile
        It is too long, nested too deeply, or has too many aliases.
    DamagedFile
        It is no YAML, has several documents, or says a key twice; the message names the line.
    """
    if len(text) > limits.yaml_bytes:
        raise UnsafeFile(f"{name} is longer than {in_words(limits.yaml_bytes)}, the most for YAML.")
    try:
        _check(text, name, limits)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            lines: dict[Path, int] = {}
            if node is not None:
                _refuse_blown_up(node, name, limits)
                _note_lines(node, (), lines, name)
            return Document(loader.construct_document(node) if node is not None else None, lines)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", line {mark.line + 1}" if mark else ""
        raise DamagedFile(f"{name}{where}: no YAML ({error.problem or error.context}).") from error
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2024-02-30
        digits = "integer string conversion" in str(error)
        reason = f"a whole number of more than {sys.get_int_max_str_digits():,} digits" if digits else error
        raise DamagedFile(f"{name}: no YAML ({reason}).") from error


def _check(text: str, name: str, limits: Limits) -> None:
    """Walk the events, which needs no recursion, before anything is built."""
    depth = aliases = 0
    for values, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
        if depth > limits.json_depth or aliases > limits.yaml_aliases or values > limits.json_containers:
            raise UnsafeFile(
                f"{name}, line {_line(event)}: more than {limits.json_depth} levels, "
                f"{limits.yaml_aliases} aliases or {limits.json_containers} values. Is it the right file?"
            )


def _refuse_blown_up(root: yaml.Node, name: str, limits: Limits) -> None:
    """Refuse a document whose aliases make more of it than its text does: each alias counts as what it stands for."""
    sizes: dict[int, int] = {}

    def size(node: yaml.Node) -> int:
        if id(node) not in sizes:
            sizes[id(node)] = 1  # while it is counted: an alias inside its own anchor
            parts = node.value if isinstance(node, yaml.CollectionNode) else ()
            inside = (one for part in parts for one in (part if isinstance(part, tuple) else (part,)))
            sizes[id(node)] = 1 + sum(size(one) for one in inside)
        return sizes[id(node)]

    whole = size(root)
    if whole > limits.yaml_nodes and whole > 2 * len(sizes):
        raise UnsafeFile(
            f"{name}: its aliases stand for {whole:,} values where it writes {len(sizes):,}: "
            "write them out, or take them away."
        )


def _line(part: yaml.Event | yaml.Node) -> int:
    return part.start_mark.line + 1 if part.start_mark else 1


def _note_lines(node: yaml.Node, path: Path, lines: dict[Path, int], name: str) -> None:
    if path in lines:  # only by an alias: noted before
        return
    lines[path] = _line(node)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _note_lines(item, (*path, index), lines, name)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str | int] = set()
        for key, item in node.value:
            word = key.value if isinstance(key, yaml.ScalarNode) else id(key)
            if word in seen and word != "<<":
                raise DamagedFile(
                    f"{name}, line {_line(key)}: {word!r} stands twice: which value counts is unclear."
                )
            seen.add(word)
            _note_lines(item, (*path, word), lines, name)
            if isinstance(word, str):
                lines[(*path, word)] = _line(key)
