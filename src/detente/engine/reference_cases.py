"""Worked cases that check the mathematics: anyone may run their own through the engine.

A capability registers, in its module `reference`, one function a topic: from a case's inputs to what the
engine answers. Nothing lists those modules; they are found by their name.
"""

import importlib
import json
import math
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from importlib.util import find_spec
from typing import Any

from detente.engine.errors import EngineError

SCORECARD_TOPIC = "C_scorecard_method"
COMPARISON_TOPIC = "C_scorecard_comparison"
# fmt: off
ELSEWHERE = {
    "A_claim_vs_meta", "A_empirical_bayes_before_after", "A_meta_analysis", "A_meta_glmm",
    "A_overdispersion", "A_rate_ratio", "A_rate_single", "A_regression_to_mean", "A_simpson",
    "A_track_record", "B_confidence_sequence", "B_did_counts", "B_group_sequential", "B_mde", "B_peeking",
    "B_power_exact_rate_ratio", "B_sample_size_negbin", "B_sample_size_prop", "B_survival",
    "B_two_proportions", "D_laney_u", "D_median_order_ci", "D_time_to_detect", "D_xmr", "E_kendall_tau_b",
    "E_krippendorff_alpha", "E_rbo", "E_rbo_weight", "E_servqual_gap", "E_weighted_kappa",
}
# fmt: on
"""Topics of the published reference cases that this engine does not compute; any other name is a mistake."""


class UnreadableCases(EngineError):
    """The file is not JSON; the message says in which line and column it stops being so."""


class MalformedCases(EngineError):
    """The file is JSON but not a list of cases; the message says which key is missing or wrong."""


class MissingInput(EngineError):
    """A case leaves out an input that its topic needs."""


class TopicTaken(EngineError):
    """Two functions register for one topic."""


class Outcome(StrEnum):
    """How a case ended."""

    OK = "ok"
    DIFFERENT = "different"
    UNABLE = "unable"  # nothing could be compared; the differences say why
    NOT_COVERED = "not covered here"


class Inputs(dict[str, Any]):  # Any: the values of a JSON object
    """A JSON object whose missing key is an error that names the key."""

    def __missing__(self, key: str) -> Any:  # Any: as above; never returns
        """Name the key."""
        raise MissingInput(f"the input {key!r} is missing; this topic needs it")


Topic = Callable[[Mapping[str, Any]], Mapping[str, Any]]  # Any: JSON, whose shape is the topic's
_TOPICS: dict[str, Topic] = {}


def topic(name: str) -> Callable[[Topic], Topic]:
    """Register a function that answers the cases of a topic.

    Parameters
    ----------
    name : str
        The topic as the cases spell it, such as ``"C_aggregation"``.

    Raises
    ------
    TopicTaken
        Another function answers it already.
    """

    def register(function: Topic) -> Topic:
        known = _TOPICS.get(name)
        if known is not None and (known.__module__, known.__qualname__) != (
            function.__module__,
            function.__qualname__,
        ):
            raise TopicTaken(f"topic {name} is answered by {known.__module__}; register another name")
        _TOPICS[name] = function
        return function

    return register


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case.

    Parameters
    ----------
    id, topic : str
    inputs : mapping
        As the topic's function reads them.
    expected : mapping
        Numbers, None for "no finite value", strings, or lists and mappings of such.
    tolerance_abs : float, >= 0
        Scaled by ``max(1, |expected|)``.
    missing : str
        Why the case cannot be run from this file, if so.
    """

    id: str
    topic: str
    inputs: Mapping[str, Any]  # Any: JSON
    expected: Mapping[str, Any]  # Any: JSON
    tolerance_abs: float
    missing: str = ""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one case ended.

    Parameters
    ----------
    id, topic : str
    outcome : Outcome
    differences : tuple of str
        One sentence each: where, what was expected, what came; or why nothing could be computed.
    """

    id: str
    topic: str
    outcome: Outcome
    differences: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything expected came out; a case that is not covered is not ok."""
        return self.outcome is Outcome.OK


def topics() -> Mapping[str, Topic]:
    """Every topic the engine answers, found in the modules named `reference` below ``detente.engine``."""
    for module in _reference_modules("detente.engine"):
        importlib.import_module(module)
    return dict(sorted(_TOPICS.items()))


def _reference_modules(package: str) -> Iterator[str]:
    spec = find_spec(package)
    for found in pkgutil.iter_modules(spec.submodule_search_locations if spec else None):
        name = f"{package}.{found.name}"
        if found.ispkg and found.name != "tests":
            yield from _reference_modules(name)
        elif found.name == "reference":
            yield name


def check(document: bytes | str) -> list[CaseResult]:
    """Run every case of a file through the engine.

    Parameters
    ----------
    document : bytes (UTF-8) or str
        The content of a file of cases, in the shape of `cases_in`.

    Returns
    -------
    list of CaseResult, in the order of the file

    Raises
    ------
    UnreadableCases
        It is not JSON.
    MalformedCases
        A key that every case needs is missing or has the wrong kind of value.
    """
    known = topics()
    return [_result(case, known.get(case.topic)) for case in cases_in(document)]


def _result(case: Case, function: Topic | None) -> CaseResult:
    if case.missing:
        return CaseResult(case.id, case.topic, Outcome.NOT_COVERED, (case.missing,))
    if case.topic in ELSEWHERE and function is None:
        why = f"no part of this engine answers topic {case.topic}"
        return CaseResult(case.id, case.topic, Outcome.NOT_COVERED, (why,))
    if function is None or _says_nothing(case.expected):
        why = _unknown(case.topic) if function is None else "'expected' is empty: write what should come out"
        return CaseResult(case.id, case.topic, Outcome.UNABLE, (why,))
    try:
        got = function(case.inputs)
    except EngineError as refusal:
        return CaseResult(case.id, case.topic, Outcome.UNABLE, (str(refusal),))
    except (TypeError, ValueError, AttributeError, IndexError) as wrong_kind:
        why = f"an input has a kind of value that the topic cannot read ({wrong_kind})"
        return CaseResult(case.id, case.topic, Outcome.UNABLE, (why,))
    differences = tuple(_differences("", case.expected, got, case.tolerance_abs))
    return CaseResult(case.id, case.topic, Outcome.DIFFERENT if differences else Outcome.OK, differences)


def _unknown(name: str) -> str:
    near = get_close_matches(name, [*topics(), *sorted(ELSEWHERE)], 1)
    advice = f"did you mean {near[0]}?" if near else f"use one of {', '.join(topics())}"
    return f"there is no topic {name!r}: {advice}"


def _says_nothing(expected: Any) -> bool:  # Any: JSON
    return isinstance(expected, Mapping) and all(map(_says_nothing, expected.values()))


def _differences(where: str, expected: Any, got: Any, tolerance: float) -> Iterator[str]:  # Any: JSON
    at = where or "the result"
    if isinstance(expected, Mapping):
        if not isinstance(got, Mapping):
            yield f"{at}: expected {len(expected)} named values, got {got!r}"
            return
        for key, value in expected.items():
            path = f"{where}.{key}" if where else str(key)
            if key in got:
                yield from _differences(path, value, got[key], tolerance)
            else:
                yield f"{path}: expected {value!r}, got nothing by that name"
    elif isinstance(expected, list | tuple):
        if not isinstance(got, list | tuple) or len(got) != len(expected):
            yield f"{at}: expected a list of {len(expected)}, got {got!r}"
            return
        for place, (value, answer) in enumerate(zip(expected, got, strict=True)):
            yield from _differences(f"{where}[{place}]", value, answer, tolerance)
    elif not _agrees(expected, got, tolerance):
        allowed = f"tolerance {tolerance:g} x max(1, |expected|)"
        yield f"{at}: expected {_said(expected)}, got {_said(got)} ({allowed})"


def _agrees(expected: Any, got: Any, tolerance: float) -> bool:  # Any: a JSON leaf
    if expected is None:
        return got is None or (isinstance(got, float) and not math.isfinite(got))
    if isinstance(expected, bool) or not isinstance(expected, int | float):
        return type(expected) is type(got) and bool(expected == got)
    if isinstance(got, bool) or not isinstance(got, int | float) or not math.isfinite(got):
        return False
    return abs(got - expected) <= tolerance * max(1.0, abs(expected))


def _said(value: Any) -> str:  # Any: a JSON leaf
    return "no finite value" if value is None else repr(value)


def cases_in(document: bytes | str) -> tuple[Case, ...]:
    """Read the cases of a file.

    Parameters
    ----------
    document : bytes (UTF-8) or str
        A JSON object with a list ``cases``. Each has ``id``, ``inputs`` and ``expected``, and its own
        ``topic`` and ``tolerance_abs``; or the object has ``constants`` (with ``tolerance_abs``) for all
        cases, which are then of the scorecard method, and may list ``comparisons`` of pairs of cases.

    Returns
    -------
    tuple of Case

    Raises
    ------
    UnreadableCases, MalformedCases
        See `check`.
    """
    whole = _parsed(document)
    listed = _value(whole, "cases", list, "the file")
    constants = whole.get("constants")
    if constants is not None and not isinstance(constants, dict):
        raise MalformedCases("the file: 'constants' must be an object")
    cases = [_case(entry, place, constants) for place, entry in enumerate(listed)]
    if constants is not None and "comparisons" in whole:
        by_id = {case.id: case for case in cases}
        compared = _value(whole, "comparisons", list, "the file")
        cases.extend(_comparison_case(entry, by_id, constants) for entry in compared)
    return tuple(cases)


def _parsed(document: bytes | str) -> dict[str, Any]:  # Any: JSON
    try:
        text = document.decode("utf-8-sig") if isinstance(document, bytes) else document
        whole = json.loads(text, object_hook=Inputs)
    except UnicodeDecodeError as error:
        raise UnreadableCases(f"not UTF-8 at byte {error.start}: save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise UnreadableCases(
            f"not JSON at line {error.lineno}, column {error.colno}: {error.msg}; correct it there"
        ) from None
    except RecursionError:
        raise UnreadableCases("the JSON is nested too deeply for a file of cases") from None
    if not isinstance(whole, dict):
        raise MalformedCases("the file must be a JSON object with a list 'cases'")
    return whole


def _value(entry: Any, key: str, kind: type | tuple[type, ...], where: str) -> Any:  # Any: JSON
    if not isinstance(entry, dict):
        raise MalformedCases(f"{where}: must be an object, not {_kind_of(entry)}")
    if key not in entry:
        raise MalformedCases(f"{where}: the key {key!r} is missing")
    value = entry[key]
    if isinstance(value, bool) or not isinstance(value, kind):
        wanted = _KINDS[kind[-1] if isinstance(kind, tuple) else kind]
        raise MalformedCases(f"{where}: {key!r} is {_kind_of(value)}, not {wanted}")
    return value


_KINDS = {dict: "an object", list: "a list", str: "a text", int: "a number", float: "a number"}


def _kind_of(value: Any) -> str:  # Any: JSON
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return next(name for kind, name in _KINDS.items() if isinstance(value, kind))


def _case(entry: Any, place: int, constants: dict[str, Any] | None) -> Case:  # Any: JSON
    where = f"case {place + 1}"
    case_id = str(_value(entry, "id", (int, str), where))
    where = f"{where} ({case_id})"
    inputs = _value(entry, "inputs", dict, where)
    if constants is not None and "topic" not in entry:
        name = SCORECARD_TOPIC
        inputs = Inputs({**inputs, "constants": constants})
    else:
        name = _value(entry, "topic", str, where)
    shared = constants is not None and "tolerance_abs" not in entry
    return Case(
        id=case_id,
        topic=name,
        inputs=inputs,
        expected=_value(entry, "expected", dict, where),
        tolerance_abs=_tolerance(constants if shared else entry, "'constants'" if shared else where),
    )


def _tolerance(entry: Any, where: str) -> float:  # Any: JSON
    tolerance = float(_value(entry, "tolerance_abs", (int, float), where))
    if not 0 <= tolerance < math.inf:
        raise MalformedCases(f"{where}: 'tolerance_abs' is {tolerance}; it must be finite, 0 or more")
    return tolerance


def _comparison_case(entry: Any, by_id: Mapping[str, Case], constants: dict[str, Any]) -> Case:  # Any: JSON
    sides = {key: f"scorecard-{_value(entry, key, (int, str), 'a comparison')}" for key in ("A", "B")}
    absent = sorted({side for side in sides.values() if side not in by_id})
    return Case(
        id=f"{sides['A']} over {sides['B']}",
        topic=COMPARISON_TOPIC,
        inputs=Inputs({key: by_id[side].inputs for key, side in sides.items() if side in by_id}),
        expected={key: value for key, value in entry.items() if key not in sides},
        tolerance_abs=_tolerance(constants, "'constants'"),
        missing=f"{' and '.join(absent)} {'is' if len(absent) == 1 else 'are'} not in this file"
        if absent
        else "",
    )
