"""Addresses with one part of their query changed, for sorting, filtering, paging and dates."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def with_query(url: str, **changes: str | int | None) -> str:
    """Return the address with some query parameters set, or dropped where the value is None.

    Examples
    --------
    >>> with_query("/vendors?sort=name&page=3", page=None, q="bank")
    '/vendors?sort=name&q=bank'
    """
    parts = urlsplit(url)
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in changes
    ]
    added = [(name, str(value)) for name, value in changes.items() if value is not None]
    return urlunsplit(parts._replace(query=urlencode(kept + added)))


def query_pairs(url: str, *, leaving_out: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """Return the query parameters of an address, as hidden fields of a form carry them.

    Examples
    --------
    >>> query_pairs("/vendors?sort=name&q=a", leaving_out=("q",))
    (('sort', 'name'),)
    """
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    return tuple((name, value) for name, value in pairs if name not in leaving_out)
