"""Which column of a table holds what: headers are written in many ways."""

import re
from collections.abc import Mapping, Sequence

KIND = "kind"  # the column that tells the product's own tables

_SEPARATORS = re.compile(r"[\W_]+")


def plain(name: str) -> str:
    """Return a header in small letters, without brackets, underscores and the like.

    >>> plain("CSP_Implementation  Description (Optional/Recommended)")
    'csp implementation description optional recommended'
    """
    return _SEPARATORS.sub(" ", name.casefold()).strip()


def column_indexes(header: Sequence[str], synonyms: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the index of the column for each field; a field without a column is missing.

    Parameters
    ----------
    header : sequence of str
        The names as the file writes them.
    synonyms : mapping of str to sequence of str
        For each field the plain names its column may have, the more telling first. A column serves one
        field only, the first that claims it.

    Examples
    --------
    >>> column_indexes(["Question ID", "Answer"], {"id": ["questionid", "question id"], "answer": ["answer"]})
    {'id': 0, 'answer': 1}
    """
    names = [plain(name) for name in header]
    found: dict[str, int] = {}
    for field, known in synonyms.items():
        for name in known:
            if name in names and (index := names.index(name)) not in found.values():
                found[field] = index
                break
    return found
