"""A child learns that its parent is gone, however it went: the pipe that the parent holds open closes."""

import os
import threading
from collections.abc import Callable


def when_the_parent_is_gone(lifeline: int, end: Callable[[], object]) -> None:
    """Call `end` once nobody holds the other end of the pipe `lifeline`; returns at once."""

    def wait() -> None:
        while os.read(lifeline, 1):
            pass
        end()

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
