"""Names and their values: in two columns, or as facts in one line below a title."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from detente.ui.render import rendered


def definition_list(items: Sequence[tuple[str, object]]) -> SafeString:
    """Show names with their values below each other; a value can be the HTML of another component."""
    return rendered("definition_list/definition_list.html", items=items)


def facts(items: Sequence[tuple[str, object]]) -> SafeString:
    """Show names with their values in one line, such as "Tier 1  Since March 2024"."""
    return rendered("definition_list/facts.html", items=items)
