"""Every long use case there is. A function that no worker could run is refused on import."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import datetime
from typing import Any, TypeVar, get_type_hints

from pydantic import BaseModel, ConfigDict, JsonValue, TypeAdapter, create_model

from detente.foundation.access import Actor
from detente.foundation.form import fill_in
from detente.foundation.jobs.contracts import JobStatus, UnknownJob
from detente.foundation.jobs.progress import Progress
from detente.foundation.registry import UnfitOperation
from detente.foundation.roles import Permission

SUPPLIED_BY_THE_WORKER = {"actor": Actor, "at": datetime, "progress": Progress}
Run = TypeVar("Run", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class LongUseCase:
    """What a worker knows of a long use case."""

    name: str
    title: str
    permission: Permission
    run: Callable[..., object]
    form: type[BaseModel]
    answer: TypeAdapter[Any]  # of whatever dataclass it answers with

    def written(self, inputs: Mapping[str, object]) -> JsonValue:
        """Return inputs as a row keeps them, or raise Misread."""
        return without_nul(fill_in(self.form, inputs).model_dump(mode="json", round_trip=True))

    def read(self, kept: Mapping[str, object]) -> dict[str, object]:
        """Return inputs as the function takes them, or raise Misread."""
        return dict(fill_in(self.form, kept))

    def written_answer(self, answer: object) -> JsonValue:
        """Return an answer as a row keeps it."""
        return without_nul(self.answer.dump_python(answer, mode="json"))


JOBS: dict[str, LongUseCase] = {}


def job(name: str, *, title: str, permission: Permission) -> Callable[[Run], Run]:
    """Make a function a long use case.

    It takes keywords only: `actor`, `at`, `progress` and its inputs, and answers with a dataclass. It
    runs at least once. Whoever keeps the answer in the last transaction (`Progress.keep`) has it run no
    more after that; whoever does not must find work done already, since a process may die in between.

    Parameters
    ----------
    name : room.verb_noun
        What `enqueue` and `run_now` call it.
    title : str
        What people read while it runs: "Import files".
    permission : Permission
        What the actor must hold when they ask, and still when it runs.
    """

    def decorate(run: Run) -> Run:
        parameters = inspect.signature(run).parameters
        types = get_type_hints(run, include_extras=True)

        def insist(condition: object, otherwise: str) -> None:
            if not condition:
                raise UnfitOperation(f"{name}: {otherwise}")

        insist(all(one.kind is one.KEYWORD_ONLY for one in parameters.values()), "take keywords only")
        insist({*parameters, "return"} <= set(types), "give every input and the answer a type")
        insist(
            all(types.get(one) is kind for one, kind in SUPPLIED_BY_THE_WORKER.items()),
            "take actor: Actor, at: datetime, progress: Progress",
        )
        insist(is_dataclass(types["return"]), "answer with a dataclass")
        insist(name not in JOBS, "the name is taken")
        fields: dict[str, Any] = {  # pydantic's own word for (type, default)
            one.name: (types[one.name], ... if one.default is one.empty else one.default)
            for one in parameters.values()
            if one.name not in SUPPLIED_BY_THE_WORKER
        }
        form = create_model(name.replace(".", "_"), __config__=ConfigDict(extra="forbid"), **fields)
        JOBS[name] = LongUseCase(name, title, permission, run, form, TypeAdapter(types["return"]))
        return run

    return decorate


def job_named(name: str) -> LongUseCase:
    """Return a long use case by its name, or raise UnknownJob."""
    if name not in JOBS:
        raise UnknownJob(f"This installation knows no long use case {name!r}: was it changed meanwhile?")
    return JOBS[name]


def answer_of(status: JobStatus) -> Any:  # whatever dataclass the use case answers with
    """Return a job's answer as the dataclass it was, None while there is none."""
    return (
        None if status.answer is None else job_named(status.operation).answer.validate_python(status.answer)
    )


def without_nul(value: JsonValue) -> JsonValue:
    r"""Return a JSON value whose texts hold no NUL, which PostgreSQL keeps in neither text nor JSON.

    >>> without_nul({"line": ["a\x00b", 1]})
    {'line': ['a\ufffdb', 1]}
    """
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, list):
        return [without_nul(one) for one in value]
    if isinstance(value, dict):
        return {without_nul_text(key): without_nul(one) for key, one in value.items()}
    return value


def without_nul_text(text: str) -> str:
    """Return a text without NUL."""
    return text.replace("\x00", "\ufffd")
