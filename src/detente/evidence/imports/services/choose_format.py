"""How a file is to be read, as whoever brings it says."""

from dataclasses import replace
from functools import lru_cache

from detente.evidence.imports.contracts import NoSuchFormat, UnusableMapping
from detente.formats.errors import FormatError
from detente.formats.format import Format, formats_by_name
from detente.formats.found import Assurance, Findings, Found, Rejected
from detente.formats.mapped_table import mapped_format
from detente.formats.mapping import read_mapping
from detente.formats.source import Source
from detente.formats.vendor_names import same_name

NOT_YOURS = (
    "It is about {written}; you give facts about {vendor} alone: leave it out, or mend the vendor's name."
)


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


def about_itself(format: Format, *, vendor: str) -> Format:  # noqa: A002  # the field's word
    """Return a format that takes what is said of one vendor alone: a row that names another is rejected.

    Parameters
    ----------
    format : Format
        How the file is read.
    vendor : str
        The name of the vendor that gives the file. Names that are the same by rule mean it; nobody's match counts.
    """
    own = same_name(vendor)

    @lru_cache(maxsize=1_000)
    def is_own(written: str) -> bool:
        alike = own and same_name(written) == own
        return bool(alike) or written.strip().casefold() in ("", vendor.strip().casefold())

    def parse(source: Source) -> Findings:
        for one in format.parse(source):
            if isinstance(one, Found) and one.vendor is not None and not is_own(one.vendor):
                yield Rejected(
                    one.locator, NOT_YOURS.format(vendor=vendor, written=one.vendor[:100]), one.vendor
                )
            else:
                yield one

    return replace(format, parse=parse)
