"""A job that runs: how far it is, asked anew each second, with the way to stop it."""

from typing import Literal

from django.utils.safestring import SafeString

from detente.ui.render import rendered
from detente.ui.words import one_of

JobState = Literal["waiting", "running", "stopping", "done", "failed", "stopped"]
GOING_ON = ("waiting", "running", "stopping")


def progress(
    label: str,
    state: JobState,
    *,
    id: str,  # noqa: A002  the word of HTML
    done: int = 0,
    total: int | None = None,
    unit: str = "",
    detail: str = "",
    poll_url: str = "",
    cancel_url: str = "",
    csrf_token: str = "",
) -> SafeString:
    """Show a job; while it goes on, the page asks `poll_url` each second for this component again.

    Parameters
    ----------
    label : str
        What is done: "Importing vendors.xlsx".
    id : str
        Id of the element; the answer of `poll_url` has the same.
    done, total : int, int or None
        How many are done, of how many; None where the number is not known yet.
    unit : str
        What is counted: "rows".
    detail : str
        A sentence below: what happens now, why it failed and what to do, or what was not lost.
    cancel_url : str
        Where a POST stops the job; empty where it cannot be stopped. Needs `csrf_token`.
    """
    going_on = one_of(JobState, state, "state") in GOING_ON
    return rendered(
        "progress/progress.html",
        label=label,
        state=state,
        id=id,
        going_on=going_on,
        done=str(done),
        total="" if total is None else str(total),
        done_words=f"{done:,}",
        total_words="" if total is None else f"{total:,}",
        per_cent="" if not total else f"{min(100 * done // total, 100)} %",
        unit=unit,
        detail=detail,
        poll_url=poll_url,
        cancel_url=cancel_url if going_on and state != "stopping" else "",
        csrf_token=csrf_token,
    )
