"""The page where a vendor gives files about itself to one of its customers, and lists what it gave before."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from detente.evidence.imports.contracts import ImportReport
from detente.evidence.imports.forms import GiveForm
from detente.evidence.imports.selectors import the_giving_page
from detente.evidence.imports.services.start_giving import start_giving
from detente.evidence.imports.web.bringing import import_page
from detente.evidence.imports.web.words import GIVING, LARGEST, NO_FILE, names_of
from detente.evidence.relationships.contracts import AmbiguousCustomer, NoSuchCustomer
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.jobs.contracts import JobId
from detente.foundation.roles import Side
from detente.foundation.uploads import discard_uploads, keep_uploads
from detente.ui.addresses import with_query
from detente.ui.components.table.table import Column
from detente.ui.web import page_response


@dataclass(frozen=True, slots=True)
class Given:
    """Files that were given together, in the list."""

    at: datetime
    href: str
    customer: str
    files: str
    facts: str
    rejected: str


@dataclass(frozen=True, slots=True)
class GivingShown:
    """The page where a vendor gives files."""

    title: str
    vendor: str
    form: GiveForm | None
    file_error: str
    largest: int
    columns: tuple[Column, ...]
    given: tuple[Given, ...]
    next_url: str


@require_http_methods(["GET", "HEAD", "POST"])
def give_or_import(request: HttpRequest) -> HttpResponse:
    """Take files: a vendor gives them to a customer, a customer imports them for itself."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    return giving_page(request) if actor.side is Side.VENDOR else import_page(request)


def giving_page(request: HttpRequest) -> HttpResponse:
    """Take files for a customer, and list what was given before."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = the_giving_page(actor=actor, after=request.GET.get("after"))
    form = GiveForm(
        request.POST or None,
        request.FILES or None,
        customers=found.customers,
        initial={"customer": request.GET.get("customer", "")},
    )
    sent = request.FILES.getlist("files")
    if request.method == "POST" and form.is_valid() and sent:
        job = _started(actor, form, request)
        if job is not None:
            return HttpResponseRedirect(reverse("import_job", args=[job]))
    missing = request.method == "POST" and not sent
    shown = GivingShown(
        title=GIVING,
        vendor=actor.organisation_name,
        form=form if found.customers or found.many else None,
        file_error=NO_FILE if missing else "",
        largest=LARGEST,
        columns=(
            Column("When"),
            Column("Customer"),
            Column("Files"),
            Column("Facts", align="end"),
            Column("Rejected", align="end"),
        ),
        given=tuple(_given(one) for one in found.latest.items),
        next_url=with_query(reverse("imports"), after=found.latest.next) if found.latest.next else "",
    )
    return page_response(
        request, "imports/giving.html", page=shown, status=422 if missing or form.errors else 200
    )


def _started(actor: Actor, form: GiveForm, request: HttpRequest) -> JobId | None:
    """Start to give the files; None where the name that was typed is no customer's, which the form then says."""
    said = form.cleaned_data
    uploads = keep_uploads((one, one.name or "") for one in request.FILES.getlist("files"))
    try:
        return start_giving(
            actor=actor,
            at=clock.now(),
            customer=said["customer"],
            uploads=uploads,
            format=said["format"] or None,
            mapping=said["mapping"],
            all_or_nothing=said["all_or_nothing"],
        )
    except (NoSuchCustomer, AmbiguousCustomer) as error:
        discard_uploads(one.path for one in uploads)
        form.add_error("customer", str(error))
        return None


def _given(one: ImportReport) -> Given:
    return Given(
        at=one.asked_at,
        href=reverse("import_report", args=[one.id]),
        customer=one.given_to,
        files=names_of(one),
        facts=f"{sum(file.facts for file in one.files):,}",
        rejected=f"{sum(file.rejected for file in one.files):,}",
    )
