"""The part of the API that takes files: for each operation whose doors are FILES, as multipart/form-data."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from detente.foundation.form import fill_in
from detente.foundation.operation import Doors, Operation
from detente.foundation.registry import OPERATIONS
from detente.foundation.uploads import Upload, discard_uploads, keep_uploads
from detente.site.api import Answer, explained, signed_in
from detente.site.failures import WrongMediaType, WrongMethod
from detente.site.translation import form, perform, title


def routes() -> list[URLPattern]:
    """Return the endpoints that take files."""
    taking = [one for one in OPERATIONS.values() if one.doors is Doors.FILES]
    return [path(one.path, endpoint(one), name=f"api {one.path}") for one in taking]


def endpoint(operation: Operation) -> Answer:
    """Return the view of one operation: its files in fields named like its input, the rest as plain fields."""
    asked = form(title(operation), operation.inputs)
    files = next(one for one in operation.inputs if one.annotation == list[Upload])

    def answer(request: HttpRequest, **in_path: str) -> HttpResponse:
        actor = signed_in(request)
        if request.method != "POST":
            raise WrongMethod(str(request.method), allowed="POST")
        actor.require(operation.permission)
        if request.content_type != "multipart/form-data":
            raise WrongMediaType(f"Send multipart/form-data, with the files in fields named {files.name!r}.")
        kept = keep_uploads((one, one.name or "") for one in request.FILES.getlist(files.name))
        try:
            given = {**request.POST.dict(), **in_path, files.name: kept}
            done = perform(operation, actor, fill_in(asked, given))
        except Exception:
            discard_uploads(one.path for one in kept)
            raise
        return HttpResponse(done, status=202, content_type="application/json")

    return explained(answer)
