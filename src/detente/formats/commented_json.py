r"""JSON as people write it by hand: with comments, strings joined by +, \x escapes; and where things stand.

For files of ordinary size only: it is written in Python. `Source.json` reads strict JSON, faster.

References
----------
RFC 8259; ECMA-262 for comments, for + between strings and for \x; what VSAQ's own reader takes.
"""

import json
import re
from bisect import bisect_right
from typing import Any, NoReturn

from detente.formats.errors import DamagedFile, UnsafeFile
from detente.formats.limits import Limits, in_words

_SKIPPED = re.compile(r"(?:[ \t\r\n\ufeff]|//[^\r\n]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)*")
_STRING = re.compile(r'"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"')
_SCALAR = re.compile(r"true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_HEX_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_LINE_END = re.compile(r"\r\n|\r|\n")


class Located(dict[str, Any]):
    """A JSON object that knows the line it opens on, and which of its keys stood twice."""

    __slots__ = ("line", "repeated")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.repeated: tuple[str, ...] = ()


def read(text: str, limits: Limits, name: str) -> Any:  # any JSON value; its objects are Located
    """Return the value that the text is; where a key stands twice, the last counts.

    Raises
    ------
    UnsafeFile
        It is larger or deeper than hand-written JSON is.
    DamagedFile
        It is no JSON; the message names the line.

    Examples
    --------
    >>> read('{"a": "x" +  // joined' + chr(10) + ' "y", /* no */ "b": [1, true]}', Limits(), "example")
    {'a': 'xy', 'b': [1, True]}
    """
    if len(text) > limits.yaml_bytes:
        raise UnsafeFile(
            f"{name} has {in_words(len(text))}, and {in_words(limits.yaml_bytes)} is the most that is read "
            "as JSON with comments: split it."
        )
    reader = _Reader(text, limits.json_depth, name)
    value = reader.value(0)
    if reader.next() is not None:
        reader.fail("something follows the end of the JSON value")
    return value


class _Reader:
    def __init__(self, text: str, depth: int, name: str) -> None:
        self.text = text
        self.at = 0
        self.depth = depth
        self.name = name
        self.line_ends = [found.end() for found in _LINE_END.finditer(text)]

    def line(self) -> int:
        return bisect_right(self.line_ends, self.at) + 1

    def fail(self, what: str) -> NoReturn:
        raise DamagedFile(f"{self.name}, line {self.line()}: no JSON ({what}). It breaks off, or was edited.")

    def next(self) -> str | None:
        """Return the next character that is neither blank nor in a comment, without taking it."""
        if found := _SKIPPED.match(self.text, self.at):
            self.at = found.end()
        return self.text[self.at] if self.at < len(self.text) else None

    def take(self, expected: str) -> None:
        if self.next() != expected:
            self.fail(f"{expected} is missing")
        self.at += 1

    def value(self, depth: int) -> Any:
        first = self.next()
        if first in {"{", "["} and depth >= self.depth:
            raise UnsafeFile(
                f"{self.name}, line {self.line()}: nested more than {self.depth} levels deep, as no known "
                "format is. Is it the right file?"
            )
        if first == "{":
            return self.object(depth)
        if first == "[":
            return self.array(depth)
        if first == '"':
            return self.string()
        found = _SCALAR.match(self.text, self.at)
        if found is None:
            self.fail("a value is missing" if first is None else f"{first!r} begins no value")
        self.at = found.end()
        try:
            return json.loads(found[0])
        except ValueError:
            self.fail("a number is too long")

    def object(self, depth: int) -> Located:
        self.take("{")
        found = Located(self.line())
        while self.next() != "}":
            if found:
                self.take(",")
            if self.next() != '"':
                self.fail("a key in quotes is missing")
            key = self.string()
            self.take(":")
            if key in found:
                found.repeated = (*found.repeated, key)
            found[key] = self.value(depth + 1)
        self.take("}")
        return found

    def array(self, depth: int) -> list[Any]:
        self.take("[")
        found: list[Any] = []
        while self.next() != "]":
            if found:
                self.take(",")
            found.append(self.value(depth + 1))
        self.take("]")
        return found

    def string(self) -> str:
        parts = [self.plain_string()]
        while self.next() == "+":
            self.at += 1
            if self.next() != '"':
                self.fail("a string is missing after +")
            parts.append(self.plain_string())
        return "".join(parts)

    def plain_string(self) -> str:
        found = _STRING.match(self.text, self.at)
        if found is None:
            self.fail("a string is not closed")
        self.at = found.end()
        try:
            text = json.loads(_HEX_ESCAPE.sub(_as_json_escape, found[0]), strict=False)
        except ValueError:
            self.fail("a string has an escape that JSON does not know")
        return str(text)


def _as_json_escape(found: re.Match[str]) -> str:
    return f"\\u00{found[1]}" if found[1] else found[0]
