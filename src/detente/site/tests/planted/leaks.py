"""Pages that do what no page may: each leaks in a way of its own, and the crawler must catch every one."""

import gzip
import io
import zipfile

from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import include, path

from detente.foundation.errors import Conflict
from detente.foundation.identifiers import OrganisationId
from detente.foundation.models import Invitation, Job
from detente.foundation.tenancy import acting_for, acting_for_the_installation
from detente.site.sign_in import open_to_anybody
from detente.site.tests.planted.models import Memo, Note
from detente.ui.search import Hit, SearchProvider


def everything() -> list[str]:
    with acting_for_the_installation(because="this leak is planted"):
        return [one.text for one in Note.objects.all()]


def in_the_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("\n".join(everything()))


def in_json(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"notes": everything()})


def in_a_header(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", headers={"X-Last": everything()[-1]})


def in_a_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("ok")
    response.set_cookie("last", everything()[-1])
    return response


def in_a_redirect(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"/?q=%{ord(everything()[-1][0]):02x}{everything()[-1][1:]}")


def in_an_archive(request: HttpRequest) -> HttpResponse:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", " ".join(everything()))
    return HttpResponse(packed.getvalue(), content_type="application/zip")


def in_a_stream(request: HttpRequest) -> FileResponse:
    return FileResponse(io.BytesIO(gzip.compress(" ".join(everything()).encode())))


def in_capitals(request: HttpRequest) -> HttpResponse:
    return HttpResponse(" ".join(everything()).upper())


def in_an_error(request: HttpRequest) -> HttpResponse:
    raise Conflict(f"It clashes with {everything()[-1]}.")


def by_a_guessed_number(request: HttpRequest, note: int) -> HttpResponse:
    with acting_for_the_installation(because="this leak is planted"):
        return HttpResponse(Note.objects.get(pk=note).text)


def by_a_guessed_number_in_the_query(request: HttpRequest) -> HttpResponse:
    return by_a_guessed_number(request, int(request.GET["note"])) if request.GET else HttpResponse()


def for_the_wrong_organisation(request: HttpRequest, organisation: int) -> HttpResponse:
    with acting_for(OrganisationId(organisation), writes=False):
        return HttpResponse(" ".join(Note.objects.values_list("text", flat=True)))


def by_sql(request: HttpRequest) -> HttpResponse:
    with acting_for_the_installation(because="this leak is planted"), connection.cursor() as cursor:
        cursor.execute("SELECT text FROM planted_note ORDER BY id DESC LIMIT 1")
        return HttpResponse(cursor.fetchone()[0])


def on_a_post(request: HttpRequest) -> HttpResponse:
    return HttpResponse("\n".join(everything()) if request.method == "POST" else "")


def on_a_delete(request: HttpRequest) -> HttpResponse:
    return HttpResponse("\n".join(everything()) if request.method == "DELETE" else "")


def of_the_foundation(request: HttpRequest) -> HttpResponse:
    with acting_for_the_installation(because="this leak is planted"):
        return HttpResponse([*Job.objects.values_list("title"), *Invitation.objects.values_list("email")])


def at_a_fault(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken")


@open_to_anybody
def to_anybody(request: HttpRequest) -> HttpResponse:
    return HttpResponse("\n".join(everything()))


def nothing(request: HttpRequest) -> HttpResponse:
    """Show what the acting organisation may see: no leak."""
    with acting_for(request.actor.organisation, writes=False):
        return HttpResponse(" ".join(Note.objects.values_list("text", flat=True)))


def everybodys_memos(words: str) -> list[str]:
    with acting_for_the_installation(because="this leak is planted"):
        return (
            list(Memo.objects.filter(text__startswith=words).values_list("text", flat=True)) if words else []
        )


def finding_everybodys(_request: HttpRequest, words: str, limit: int) -> tuple[Hit, ...]:
    return tuple(Hit(one, "/memo") for one in everybodys_memos(words))[:limit]


def finding_that_it_is_there(_request: HttpRequest, words: str, _limit: int) -> tuple[Hit, ...]:
    return (Hit("Something", "/memos"),) if everybodys_memos(words) else ()


def finding_how_many(_request: HttpRequest, words: str, _limit: int) -> tuple[Hit, ...]:
    return (Hit(f"{len(everybodys_memos(words))} memos", "/memos"),)


PROVIDERS = [
    SearchProvider("memos", "Memos", "file", 1, finding_everybodys),
    SearchProvider("oracle", "Memos", "file", 1, finding_that_it_is_there),
    SearchProvider("count", "Memos", "file", 1, finding_how_many),
]
LEAKS = [
    path("leak/page", in_the_page),
    path("leak/json", in_json),
    path("leak/header", in_a_header),
    path("leak/cookie", in_a_cookie),
    path("leak/redirect", in_a_redirect),
    path("leak/archive", in_an_archive),
    path("leak/stream", in_a_stream),
    path("leak/capitals", in_capitals),
    path("leak/error", in_an_error),
    path("leak/number/<int:note>", by_a_guessed_number),
    path("leak/query", by_a_guessed_number_in_the_query, name="leak by query"),
    path("leak/organisation/<int:organisation>", for_the_wrong_organisation),
    path("leak/sql", by_sql),
    path("leak/post", on_a_post),
    path("leak/delete", on_a_delete),
    path("leak/foundation", of_the_foundation),
    path("leak/fault", at_a_fault),
    path("leak/anybody", to_anybody),
]
urlpatterns = [*LEAKS, path("no-leak", nothing), path("", include("detente.site.urls"))]
