"""Every link between pages of the documentation, and every path that they name, leads somewhere."""

import re
from pathlib import Path

from detente.site.tests.architecture.sources import CHECKOUT, files, plant

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"`((?:src|docs|decisions|scripts|changelog\.d|bench|examples)/[\w./-]*[\w/])`")


def dead_ends(root: Path) -> list[str]:
    """Each relative link, and each path of the checkout in code marks, that is not there."""
    return [
        f"{path.relative_to(root)}: {target}"
        for path in files(root, ".md")
        for text in [path.read_text(encoding="utf-8")]
        for target, start in [
            *(
                (one, path.parent)
                for one in LINK.findall(text)
                if "://" not in one and not one.startswith("mailto:")
            ),
            *((one, root) for one in NAMED.findall(text)),
        ]
        if not (start / target).exists()
    ]


class TestLinks:
    def test_lead_somewhere(self):
        assert dead_ends(CHECKOUT) == []

    def test_that_lead_nowhere_are_found(self, tmp_path):
        plant(
            tmp_path,
            {
                "docs/do/test.md": "[up](../index.md) [gone](gone.md#part) [out](https://example.org/x)",
                "docs/index.md": "`docs/do/test.md` `src/nowhere/` `not/ours.py`",
            },
        )

        assert sorted(dead_ends(tmp_path)) == ["docs/do/test.md: gone.md", "docs/index.md: src/nowhere/"]
