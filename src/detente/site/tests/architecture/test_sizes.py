"""Files stay short enough to be read in one sitting."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from detente.site.tests.architecture.sources import CHECKOUT, PACKAGE, files, plant

LONGEST = {".py": 400, ".html": 150, ".css": 400, ".js": 400, "": 400}
LONGEST_MEDIAN = 150


def length(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def too_long(root: Path) -> list[str]:
    """Each file over its limit; a script without a suffix counts when it says what runs it."""
    return [
        f"{path.relative_to(root)} has {length(path)} lines, the limit is {LONGEST[path.suffix]}: split it"
        for path in files(root, *LONGEST)
        if (path.suffix or is_script(path)) and length(path) > LONGEST[path.suffix]
    ]


def is_script(path: Path) -> bool:
    return path.read_bytes()[:2] == b"#!"


def lengths(root: Path) -> Iterator[int]:
    return (lines for path in files(root, ".py") if (lines := length(path)))


class TestFiles:
    def test_stay_under_their_limit(self):
        assert too_long(CHECKOUT) == []

    def test_have_a_median_under_150_lines(self):
        assert median(lengths(PACKAGE)) < LONGEST_MEDIAN

    def test_over_the_limit_are_found(self, tmp_path):
        line = "pass\n"
        plant(
            tmp_path,
            {
                "fits.py": line * 400,
                "long.py": line * 401,
                "page.html": line * 151,
                "node_modules/theirs.py": line * 999,
                "run": "#!/bin/sh\n" + line * 400,
                "LICENSE": line * 999,
            },
        )

        found = [one.split()[0] for one in too_long(tmp_path)]

        assert found == ["long.py", "page.html", "run"]
