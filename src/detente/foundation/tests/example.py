"""What a room's `tests/examples.py` holds: one worked example for each of its operations.

    NEEDS = ["evidence.relationships"]  # rooms whose world this one stands on; may be left out

    def world() -> None:
        "Write the rows that the examples speak of, with fixed numbers."

    EXAMPLES = {
        "claims.list_claims": Example({"relationship": RELATIONSHIP}),
        "claims.answer_dispute": Example({"claim": CLAIM, "answer": "..."}, by="the_vendor"),
    }

The site's tests find it, ask each example at every door, and refuse an operation that has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Example:
    """One question, as JSON would put it, and who of `people.PEOPLE` may ask it.

    `outsider` is the status that somebody of the same role in another organisation gets for the same
    question. Left out, it is 404 where the question names something in its path, and any answer to what
    was asked elsewhere: that the answer tells nothing of others, the crawl test sees to.
    """

    inputs: Mapping[str, object] = field(default_factory=dict)
    by: str = "the_ciso"
    outsider: int | None = None
