"""The part of the API that takes files, which no form of JSON could carry."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from pydantic import TypeAdapter

from detente.evidence.imports.services.import_files import Upload
from detente.evidence.imports.services.start_import import start_import
from detente.evidence.ledger.contracts import IMPORT_EVIDENCE
from detente.foundation import clock
from detente.foundation.form import Misread
from detente.foundation.jobs.contracts import JobId
from detente.foundation.uploads import discard_uploads, keep_upload, plain_name
from detente.site.api import explained, signed_in
from detente.site.failures import WrongMediaType, WrongMethod

KNOWN = {"vendor", "format", "mapping", "all_or_nothing", "private"}
YES = {"true", "1", "yes", "on"}


@dataclass(frozen=True, slots=True)
class Started:
    """The job that imports the files: `jobs.show_job` tells how far it is."""

    job: JobId


def import_files(request: HttpRequest) -> HttpResponse:
    """Take files as multipart/form-data, in any number of fields `files`, and answer 202 with the job."""
    actor = signed_in(request)
    if request.method != "POST":
        raise WrongMethod(str(request.method), allowed="POST")
    actor.require(IMPORT_EVIDENCE)
    if request.content_type != "multipart/form-data":
        raise WrongMediaType("Send the files as multipart/form-data, in fields named `files`.")
    unknown = (request.POST.keys() | request.FILES.keys()) - KNOWN - {"files"}
    if unknown:
        raise Misread(f"{', '.join(sorted(unknown))}: unknown here; known are files, {', '.join(sorted(KNOWN))}")
    uploads = [
        Upload(keep_upload(one.file), plain_name(one.name or "")) for one in request.FILES.getlist("files")
    ]
    try:
        job = start_import(
            actor=actor,
            at=clock.now(),
            uploads=uploads,
            vendor=request.POST.get("vendor"),
            format=request.POST.get("format"),
            mapping=request.POST.get("mapping"),
            all_or_nothing=request.POST.get("all_or_nothing", "").lower() in YES,
            private=request.POST.get("private", "").lower() in YES,
        )
    except Exception:
        discard_uploads(one.path for one in uploads)
        raise
    answer = TypeAdapter(Started).dump_json(Started(job))
    return HttpResponse(answer, status=202, content_type="application/json")


view = explained(import_files)
