"""Chance that repeats itself: the same seed and the same words draw the same, in whatever order."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")
RANGE = 1 << 64


@dataclass(frozen=True, slots=True)
class Chance:
    """Draws that depend on the seed and on the words that name them, and on nothing else.

    So a file may be made alone, or a new kind of file added, and no other changes by a byte.
    """

    seed: int

    def share(self, *names: object) -> float:
        """Return a number from 0 up to, but not, 1.

        >>> Chance(1).share("Kestrel", "outage") == Chance(1).share("Kestrel", "outage")
        True
        >>> Chance(1).share("Kestrel", "outage") == Chance(2).share("Kestrel", "outage")
        False
        """
        return self._number(names) / RANGE

    def happens(self, probability: float, *names: object) -> bool:
        """Return whether something of this probability, 0 to 1, happens."""
        return self.share(*names) < probability

    def whole(self, least: int, most: int, *names: object) -> int:
        """Return a whole number from `least` to `most`, both included."""
        return least + int(self.share(*names) * (most - least + 1))

    def pick(self, among: Sequence[T], *names: object) -> T:
        """Return one of several."""
        return among[self.whole(0, len(among) - 1, *names)]

    def count(self, expected: float, *names: object) -> int:
        """Return the whole part of what is expected, or one more as often as the rest says."""
        whole = int(expected)
        return whole + self.happens(expected - whole, *names)

    def token(self, length: int, *names: object) -> str:
        """Return so many hexadecimal digits, 64 at most."""
        return self._digest(names).hex()[:length]

    def _number(self, names: tuple[object, ...]) -> int:
        return int.from_bytes(self._digest(names)[:8], "big")

    def _digest(self, names: tuple[object, ...]) -> bytes:
        return sha256("/".join(map(str, (self.seed, *names))).encode()).digest()
