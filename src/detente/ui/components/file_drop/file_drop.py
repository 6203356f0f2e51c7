"""Where files are given: dropped, or chosen with the keyboard; a refused file says why."""

from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString

from detente.ui.render import rendered


def file_drop(
    name: str,
    label: str,
    *,
    hint: str = "",
    accept: str = "",
    multiple: bool = False,
    largest_bytes: int = 0,
    error: str = "",
) -> SafeString:
    """Show a field for files, to stand in a form with ``enctype="multipart/form-data"``.

    Parameters
    ----------
    name : str
        Name of the form's field.
    label : str
        What is given here: "Files to import".
    hint : str
        Which kinds are read, and what happens with them.
    accept : str
        File endings that the chooser shows, such as ".csv,.xlsx".
    largest_bytes : int
        Files above it are refused before they are sent; 0 for no limit in the browser.
    error : str
        Why the last try was refused.
    """
    return rendered(
        "file_drop/file_drop.html",
        name=name,
        label=label,
        hint=hint,
        accept=accept,
        multiple=multiple,
        largest_bytes=largest_bytes,
        largest_words=filesizeformat(largest_bytes) if largest_bytes else "",
        error=error,
        described=" ".join(
            part for part in (f"{name}-hint" if hint else "", f"{name}-error" if error else "") if part
        ),
    )


def file_refused(file: str, reason: str, what_to_do: str) -> SafeString:
    """Say of one file why it was not read, what to do, and that nothing else was lost."""
    return rendered("file_drop/file_refused.html", file=file, reason=reason, what_to_do=what_to_do)
