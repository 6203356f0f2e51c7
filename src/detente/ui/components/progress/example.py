# ruff: noqa: E501 (words and source stand as a page shows and writes them)
"""Examples of a job's progress."""

from detente.ui.example import Example, attack

EXAMPLES = (
    Example(
        "running",
        '{% progress "Importing incidents.csv" "running" id="job-1" done=61200 total=141712 unit="rows" cancel_url="#stop" detail="3 rows were not read so far." %}',
    ),
    Example(
        "number not known yet",
        '{% progress "Reading vendors.xlsx" "running" id="job-2" done=1200 unit="rows" %}',
    ),
    Example("waiting", '{% progress "Importing answers.xlsx" "waiting" id="job-3" %}'),
    Example(
        "done",
        '{% progress "Importing incidents.csv" "done" id="job-4" done=141712 total=141712 unit="rows" %}',
    ),
    Example(
        "failed",
        '{% progress "Importing incidents.csv" "failed" id="job-5" done=9000 total=141712 unit="rows" detail="The disk is full. Nothing of this file was kept; free some space and import it again." %}',
    ),
    Example(
        "stopped",
        '{% progress "Importing incidents.csv" "stopped" id="job-6" done=9000 total=141712 unit="rows" detail="Nothing of this file was kept." %}',
    ),
)
ATTACK = attack(
    "{% progress text 'running' id=text done=1 total=2 unit=text detail=text poll_url=text cancel_url=text csrf_token=text %}"
)
