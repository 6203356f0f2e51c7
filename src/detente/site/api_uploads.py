"""The part of the API that takes files: for each operation whose doors are FILES, as multipart/form-data."""

from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import URLPattern, path

from detente.foundation.form import Misread, fill_in
from detente.foundation.operation import Doors, Operation
from detente.foundation.registry import served
from detente.foundation.uploads import discard_uploads, keep_uploads
from detente.site.api import Answer, address, explained, signed_in
from detente.site.failures import NotAForm, WrongMediaType, WrongMethod
from detente.site.translation import SPOKEN, files_of, form, perform, title

TAKEN = SPOKEN[Doors.FILES]


def routes() -> list[URLPattern]:
    """Return the endpoints that take files."""
    taking = [one for one in served() if one.doors is Doors.FILES]
    return [path(address(one.path), endpoint(one), name=f"api {one.path}") for one in taking]


def endpoint(operation: Operation) -> Answer:
    """Return the view of one operation: its files in fields named like its input, the rest as plain fields."""
    asked = form(title(operation), operation.inputs)
    files = files_of(operation).name

    def answer(request: HttpRequest, **in_path: str) -> HttpResponse:
        actor = signed_in(request)
        if request.method != operation.method:
            raise WrongMethod(str(request.method), allowed=operation.method)
        actor.require(operation.permission)
        if request.content_type != TAKEN.body:
            raise WrongMediaType(f"Send {TAKEN.body}, with the files in fields named {files!r}.")
        plain = _plain_fields(request, files)
        kept = keep_uploads((one, one.name or "") for one in request.FILES.getlist(files))
        try:
            done = perform(operation, actor, fill_in(asked, {**plain, **in_path, files: kept}))
        except Exception:
            discard_uploads(one.path for one in kept)
            raise
        return HttpResponse(done, status=TAKEN.status, content_type=TAKEN.answer)

    return explained(answer)


def _plain_fields(request: HttpRequest, files: str) -> dict[str, object]:
    """Return what is sent beside the files; whatever would be passed over is refused instead."""
    try:
        plain, sent = request.POST, request.FILES
    except MultiPartParserError as error:
        raise NotAForm(f"The form cannot be read: {error}.") from error
    elsewhere = sorted({*request.GET, *sent} - {files} | {files} & {*plain, *request.GET})
    if elsewhere:
        raise Misread(f"{', '.join(elsewhere)}: not here; send the files in fields named {files!r}")
    twice = [name for name in plain if len(plain.getlist(name)) > 1]
    if twice:
        raise Misread(f"{', '.join(twice)}: given twice; say it once")
    return {**plain.dict()}
