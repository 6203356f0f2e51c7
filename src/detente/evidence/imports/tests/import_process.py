"""A worker whose imports stop in the middle, as a process of its own; see foundation.tests.job_process.

IMPORT_STOPS_WHILE  "reading" or "writing": there it waits in the folder IMPORT_MEETS_IN
IMPORT_PAGES        how many pages the SQLite database may have beyond what it has now
"""

import logging
import os
import sys

from detente.foundation.tests.job_process import main, wait_in  # sets Django up

from django.db import connection  # isort: skip

from detente.evidence.imports.services import read_and_store
from detente.evidence.ledger.services import append_document
from detente.foundation.jobs.progress import Progress

STOPS, MEETS_IN = os.environ.get("IMPORT_STOPS_WHILE"), os.environ.get("IMPORT_MEETS_IN", "")
PAGES = os.environ.get("IMPORT_PAGES")
write_rows, store_readings, step = append_document.write_rows, read_and_store.store_readings, Progress.step


def write_some_and_wait(*, chunks):
    def halting():
        for number, chunk in enumerate(chunks):
            yield chunk
            if number == 0:
                wait_in(MEETS_IN)

    write_rows(chunks=halting())


def step_and_wait(progress, by=1):
    wait_in(MEETS_IN)
    step(progress, by)


def store_on_a_small_disk(**asked):
    with connection.cursor() as cursor:
        [pages] = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + int(PAGES)}")
    return store_readings(**asked)


if STOPS == "writing":
    append_document.write_rows = write_some_and_wait
if STOPS == "reading":
    Progress.step = step_and_wait
if PAGES:
    read_and_store.store_readings = store_on_a_small_disk

if __name__ == "__main__":
    logging.getLogger("detente").setLevel(logging.DEBUG)
    main(sys.argv[1:])
