"""The page of all file formats, from their modules."""

from detente.formats.format import Absence, Format, formats_by_name
from detente.site.reference.markdown import joined, table

FILE = "file_formats.md"
INTRODUCTION = """A file is recognised by its content, never by its name; `--as NAME` forces a format. Any
other table comes in through a mapping file."""
ABSENT = {
    Absence.SAYS_NOTHING: "A row that a newer edition lacks says nothing about that row.",
    Absence.REMOVED: "A row that a newer edition lacks counts as removed from then on.",
}


def page() -> str:
    """Return what `detente formats` knows of each format."""
    known = list(formats_by_name().values())
    rows = [[f"[{one.name}](#{one.name})", one.title, ", ".join(one.media), level(one)] for one in known]
    return joined(
        [
            "# File formats",
            INTRODUCTION,
            table(["name", "format", "kind", "assurance"], rows),
            *(part for one in known for part in section(one)),
        ]
    )


def level(one: Format) -> str:
    """Return how far the facts of a format are assured, in words."""
    return one.assurance.words


def section(one: Format) -> list[str]:
    """Return the part of the page about one format."""
    against = (
        "Its facts can only count against the vendor, who publishes them itself." if one.against_only else ""
    )
    return [
        f"## {one.name}",
        f"**{one.title}.** {one.about}",
        " ".join([ABSENT[one.absence], against]).strip(),
    ]
