"""The folder that holds an installation's state, and what settings read from it."""

import os
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import unquote, urlsplit

OWNER_ALONE = 0o600


class WrongDatabaseUrl(ValueError):
    """DETENTE_DATABASE_URL cannot be understood."""


def usual_home(package: Path = Path(__file__).parents[1]) -> Path:
    """Return where the state is kept if nothing else is said: in the checkout that runs, else in this folder.

    A command that is given in another folder then finds the same installation, and leaves nothing there.
    """
    checkout = package.parents[1]
    return (checkout if (checkout / "run").is_file() else Path()) / ".detente"


def secret_key(home: Path) -> str:
    """Return the installation's secret, made once and readable by its owner alone."""
    given = os.environ.get("DETENTE_SECRET_KEY")
    return given or kept_secret(home / "keys" / "secret_key", lambda: token_urlsafe(48))


def kept_secret(file: Path, make: Any) -> str:
    """Return what a file keeps; if there is none, make it, so that two starters agree on one."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE), "w") as written:
            written.write(make())
        try:
            os.link(draft, file)  # fails when another process was first; theirs then holds
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text(encoding="utf-8").strip()


def database_settings(home: Path, url: str) -> dict[str, Any]:
    """Return Django's settings of the database: SQLite in `home`, or the PostgreSQL of `url`."""
    if not url:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / "detente.sqlite3"),
            "CONN_MAX_AGE": 60,  # what SQLite has read stays in memory from one request to the next
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                    "PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise WrongDatabaseUrl("DETENTE_DATABASE_URL must be postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
