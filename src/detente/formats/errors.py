"""What can be wrong with a file, as its sender can mend it.

FormatError
├── UnusableFile          nothing of it can be read: exit code 2
│   ├── UnknownFormat     no format recognises it
│   ├── UnsafeFile        it would exhaust or attack the reader: a bomb, an endless line
│   └── DamagedFile       it breaks off, or is not what it says it is
└── MappingError          the mapping file names the fault, its line and what to do
"""


class FormatError(Exception):
    """Something is wrong with a file that somebody sent."""


class UnusableFile(FormatError):
    """Nothing of the file can be used."""


class UnknownFormat(UnusableFile):
    """No format recognises the file, or several do."""


class UnsafeFile(UnusableFile):
    """The file would exhaust or attack whoever reads it."""


class DamagedFile(UnusableFile):
    """The file breaks off, or is not what it says it is."""


class MappingError(FormatError):
    """A mapping file cannot be followed; the message names its line."""


class BrokenReader(Exception):
    """A parser met what it was not made for: a fault of ours, and no word to whoever sent the file."""

    def __init__(self, place: str = "") -> None:
        """Take the last place that it came past, where it came past one."""
        super().__init__(f"after {place}" if place else "at the beginning")
        self.place = place
