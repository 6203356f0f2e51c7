"""How a file is to be read, as whoever brings it says."""

from dataclasses import replace

from detente.evidence.imports.contracts import NoSuchFormat, UnusableMapping
from detente.formats.errors import FormatError
from detente.formats.format import Format, formats_by_name
from detente.formats.found import Assurance, Findings, Found
from detente.formats.mapped_table import mapped_format
from detente.formats.mapping import read_mapping
from detente.formats.source import Source


def choose_format(*, name: str | None, mapping: str | None) -> Format | None:
    """Return the format that somebody asks for; None where the content is to tell.

    Parameters
    ----------
    name : str, optional
        The name of a format.
    mapping : str, optional
        The text of a mapping file; it goes before the name.

    Raises
    ------
    NoSuchFormat
        There is none of that name.
    UnusableMapping
        The mapping cannot be followed; the message names its line.
    """
    if mapping is not None:
        try:
            return mapped_format(read_mapping(mapping, "the mapping file"))
        except FormatError as error:
            raise UnusableMapping(str(error)) from error
    if name is None:
        return None
    known = formats_by_name()
    if name not in known:
        raise NoSuchFormat(f"There is no format {name!r}. Known are: {', '.join(known)}.")
    return known[name]


def made_by_the_vendor(format: Format) -> Format:  # noqa: A002  # the field's word
    """Return a format whose facts are all self-attested, whatever the file says of who checked them.

    Parameters
    ----------
    format : Format
        How the file is read. Its level tells who checked such a file where the vendor did not make it.
    """

    def parse(source: Source) -> Findings:
        for one in format.parse(source):
            yield replace(one, assurance=None) if isinstance(one, Found) and one.assurance else one

    return replace(format, assurance=Assurance.SELF_ATTESTED, parse=parse)
