"""Must-haves: met, not met or not shown; never averaged into a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class GateState(StrEnum):
    """What the evidence says of a must-have. Not shown is not the same as not met."""

    MET = "met"
    NOT_MET = "not met"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class Gate:
    """One must-have of a relationship.

    Parameters
    ----------
    id : str
    state : GateState
    reason : str
        In the reader's words: the fact that decides it, or what is missing.
    sources : tuple of int or str
        Where the caller finds the evidence again.
    """

    id: str
    state: GateState
    reason: str = ""
    sources: tuple[int | str, ...] = ()


def gates_state(gates: Iterable[Gate]) -> GateState:
    """State of all gates together: the worst of them, in the order not met, not shown, met.

    Examples
    --------
    >>> gates_state([Gate("notice", GateState.MET), Gate("certificate", GateState.NOT_SHOWN)]).value
    'not shown'
    >>> gates_state([]).value
    'met'
    """
    states = {gate.state for gate in gates}
    for state in (GateState.NOT_MET, GateState.NOT_SHOWN):
        if state in states:
            return state
    return GateState.MET
