"""How a file is to be read, as whoever brings it says."""

from detente.evidence.imports.contracts import NoSuchFormat, UnusableMapping
from detente.formats.errors import FormatError
from detente.formats.format import Format, formats_by_name
from detente.formats.mapped_table import mapped_format
from detente.formats.mapping import read_mapping


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
