"""No key, token or password lies in the checkout."""

import re
from pathlib import Path

import pytest

from detente.site.tests.architecture.sources import CHECKOUT, files, plant

SECRETS = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*\n\s*[A-Za-z0-9+/=]{32}"),
    "a cloud access key": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a forge token": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,}|glpat-[\w-]{20})\b"),
    "a chat token": re.compile(r"\bxox[abprs]-[0-9A-Za-z-]{20,}"),
    "a package index token": re.compile(r"\b(?:pypi-[A-Za-z0-9_-]{60,}|npm_[A-Za-z0-9]{36})\b"),
    "a signed web token": re.compile(r"\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}"),
    "a password in an address": re.compile(
        r"\b[a-z]+://[^\s/:@{}<>$%]+:(?!password@|secret@)[^\s/:@{}<>$%]{8,}@[\w.-]+\b"
    ),
    "a literal secret": re.compile(
        r"(?i)\b\w*(?:secret|password|passwd|api_?key|token)\w*[\"']?\s*[:=]\s*[\"'](?=[^\"'\s]*\d)(?=[^\"'\s]*[A-Za-z])"
        r"[A-Za-z0-9+/_=-]{24,}[\"']"
    ),
}
WRITTEN_BY_US = (
    ".py",
    ".html",
    ".js",
    ".css",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".json",
    ".csv",
    ".txt",
    ".cfg",
    ".env",
    "",
)
LOCKED = {"package-lock.json"}  # hashes, which look like secrets


def secrets(root: Path) -> list[str]:
    """Each place that looks as if it held a secret."""
    return [
        f"{path.relative_to(root)}:{text[: found.start()].count(chr(10)) + 1} looks like {what}"
        for path in files(root, *WRITTEN_BY_US)
        if path.name not in LOCKED
        for text in [path.read_text(encoding="utf-8", errors="replace")]
        for what, pattern in SECRETS.items()
        for found in pattern.finditer(text)
    ]


class TestSecrets:
    def test_are_nowhere(self):
        assert secrets(CHECKOUT) == []

    @pytest.mark.parametrize(
        "text",
        [
            "-----BEGIN RSA PRIVATE" + " KEY-----\nMIIEowIBAAKCAQEAu5kM0dGx0GkQ3mVt2sXy9w==\n",
            "key = AKIA" + "IOSFODNN7EXAMPLE",
            "token: ghp_" + "a1B2" * 9,
            "eyJhbGciOiJIUzI1NiIsInR5" + ".eyJzdWIiOiIxMjM0NTY3ODkw" + ".dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
            "postgresql://detente:" + "Xk29dLqPz@db.example/detente",
            'API_KEY = "' + "9f8e7d6c5b4a39281706f5e4" + '"',
        ],
    )
    def test_are_found(self, tmp_path, text):
        plant(tmp_path, {"settings.py": f"# 1\n{text}\n"})

        (found,) = secrets(tmp_path)

        assert found.startswith("settings.py:2 ")

    def test_are_not_seen_where_there_are_none(self, tmp_path):
        address = 'url = "postgresql://user:password@host:port/name"\n'
        plant(tmp_path, {"a.py": f'{address}secret = token_urlsafe(48)\npassword = "short"\n'})

        assert secrets(tmp_path) == []
