"""How long the engine takes to import, against its limit of 0.5 s; beside it what it stands on takes alone.

Run: python bench/imports.py [ROUNDS]
Each import runs in a Python of its own, and the best of some rounds counts: a machine that is busy is no fault of the
engine's. What an empty Python takes is taken off. "All modules" imports every module of the engine, tests left out.
"""

import subprocess
import sys
from time import perf_counter

LIMIT = 0.5
ROUNDS = 7
ALL_MODULES = """
from importlib import import_module
from pkgutil import walk_packages
import detente.{0}
for module in walk_packages(detente.{0}.__path__, "detente.{0}."):
    if "tests" not in module.name.split("."):
        import_module(module.name)
"""
IMPORTS = {
    "numpy alone": "import numpy",
    "numpy and scipy.special": "import numpy, scipy.special",
    "the scorecard model": "import detente.engine.scoring.scorecard",
    "engine, all modules": ALL_MODULES.format("engine"),
    "formats, all modules": ALL_MODULES.format("formats"),
}


def seconds(code: str, rounds: int) -> float:
    """Return the shortest time that a Python took to run some code and end."""
    taken = []
    for _ in range(rounds):
        started = perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        taken.append(perf_counter() - started)
    return min(taken)


def main(rounds: int) -> int:
    """Print each import as a share of the limit; return 1 if the engine is over it."""
    empty = seconds("pass", rounds)
    print(f"the best of {rounds} rounds; an empty Python takes {empty:.3f} s, which is taken off")
    taken = {name: seconds(code, rounds) - empty for name, code in IMPORTS.items()}
    for name, one in taken.items():
        print(f"{name:24} {one:6.3f} s   {one / LIMIT:5.2f} of the limit of {LIMIT:g} s")
    return int(taken["engine, all modules"] > LIMIT)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
