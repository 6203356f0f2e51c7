# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of giving files."""

from detente.ui.example import Example, attack

EXAMPLES = (
    Example(
        "any number of files",
        '{% file_drop "example_files" "Files to import" multiple=True largest_bytes=52428800 hint="CSV, XLSX or JSON; what each is, we find out from its content. Nothing is written until you have seen what we understood." %}',
    ),
    Example(
        "refused before",
        '{% file_drop "example_file" "A mapping" accept=".yaml" error="Line 12: the unit “fortnight” is not known. Use hour, day or month." %}',
    ),
    Example(
        "one file of several",
        '{% file_refused "phone-record.pdf" "it has no date." "Say which day it is about, or choose another file." %}',
    ),
)
ATTACK = attack("{% file_drop text text hint=text accept=text error=text %}{% file_refused text text text %}")
