"""What one was told, how one wants to be told, and the link that stops e-mail."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from detente.foundation import clock
from detente.foundation.access import actor_of_membership
from detente.foundation.as_read import ChangedMeanwhile
from detente.foundation.errors import AnticipatedError
from detente.foundation.notices.contracts import NoticeId, NoticeShown
from detente.foundation.notices.kinds import label_of
from detente.foundation.notices.unsubscribing import what_it_stops
from detente.foundation.selectors.notices import notices_page, show_settings
from detente.foundation.services.change_notice_settings import change_notice_settings
from detente.foundation.services.mark_all_notices_read import mark_all_notices_read
from detente.foundation.services.mark_notice_read import mark_notice_read
from detente.foundation.services.stop_mail import stop_mail
from detente.site.account_pages import acting
from detente.site.notice_forms import NoticeSettingsForm, as_initial
from detente.site.shell import bell_of
from detente.site.sign_in import open_to_anybody
from detente.site.versions import both_versions_of
from detente.ui.addresses import with_query
from detente.ui.components.bell.bell import bell as bell_drawn
from detente.ui.components.both_versions.both_versions import BothVersions
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.web import page_response


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in the list; `read_url` is empty where it is read already."""

    text: str
    kind: str
    href: str
    at: datetime
    read_url: str


@dataclass(frozen=True, slots=True)
class NoticesShown:
    """The page of notices."""

    title: str
    unread: tuple[NoticeRow, ...]
    read: tuple[NoticeRow, ...]
    unread_next_url: str
    read_next_url: str
    now: str


@dataclass(frozen=True, slots=True)
class SettingsShown:
    """The page that asks how somebody wants to be told."""

    title: str
    crumbs: tuple[Crumb, ...]
    columns: tuple[Column, ...]
    mail_is_sent: bool
    email: str
    both: BothVersions | None


@dataclass(frozen=True, slots=True)
class StopShown:
    """The page behind the link of an e-mail."""

    title: str
    what: str
    done: bool


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Show what one was told: the unread first."""
    actor = acting(request)
    after, read_after = request.GET.get("after"), request.GET.get("read_after")
    found = notices_page(actor=actor, unread_after=after, read_after=read_after)
    url = reverse("notices")
    shown = NoticesShown(
        title=_("Notices"),
        unread=tuple(_row(one) for one in found.unread.items),
        read=tuple(_row(one) for one in found.read.items),
        unread_next_url=with_query(url, after=found.unread.next) if found.unread.next else "",
        read_next_url=with_query(url, read_after=found.read.next) if found.read.next else "",
        now=clock.now().isoformat(),
    )
    return page_response(request, "notices/notices.html", page=shown)


@require_safe
def bell(request: HttpRequest) -> HttpResponse:
    """Return the bell alone, as it stands now."""
    found = bell_of(acting(request), current=False)
    return HttpResponse(bell_drawn(found) if found else "")


@require_POST
def read_one(request: HttpRequest, notice: int) -> HttpResponse:
    """Mark a notice as read."""
    mark_notice_read(actor=acting(request), at=clock.now(), notice=NoticeId(notice))
    return redirect("notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read that the page showed or could have."""
    try:
        until = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        until = None
    if until is not None and until.tzinfo is None:
        until = None
    mark_all_notices_read(actor=acting(request), at=clock.now(), until=until)
    messages.success(request, _("All are marked as read."))
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
def notice_settings(request: HttpRequest) -> HttpResponse:
    """Ask how somebody wants to be told."""
    actor = acting(request)
    shown, both = show_settings(actor=actor), None
    form = NoticeSettingsForm(request.POST or None, shown=shown, initial=as_initial(shown))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            change_notice_settings(
                actor=actor,
                at=clock.now(),
                kinds=form.told(),
                hour=said["hour"],
                zone=said["zone"],
                as_read=said["as_read"],
            )
        except ChangedMeanwhile as error:
            both = both_versions_of(error)
            form.data = {**form.data.dict(), "as_read": error.now.version}  # type: ignore[attr-defined]  # a QueryDict
        except AnticipatedError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("From now on you are told like this."))
            return redirect("notice_settings")
    title = _("How you are told")
    page = SettingsShown(
        title=title,
        crumbs=(Crumb(_("Notices"), reverse("notices")), Crumb(title)),
        columns=(Column(_("What happens")), Column(_("In the app")), Column(_("By e-mail"))),
        mail_is_sent=shown.mail_is_sent,
        email=actor.email,
        both=both,
    )
    status = 409 if both else 422 if form.errors else 200
    return page_response(request, "notices/settings.html", page=page, form=form, status=status)


@csrf_exempt  # a mail program sends it, without a session (RFC 8058); the signature says who may
@open_to_anybody
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, link: str) -> HttpResponse:
    """Stop e-mail of a kind for whoever got the link by e-mail: asked first in a browser, at once by a mail program."""
    stopping = what_it_stops(link)
    done = request.method == "POST"
    actor = actor_of_membership(stopping.membership) if done and stopping.membership else None
    if actor is not None:
        stop_mail(actor=actor, at=clock.now(), kind=stopping.kind)
    what = _("the daily e-mail") if stopping.kind is None else _("e-mail of one kind of notice")
    page = StopShown(_("E-mail is stopped") if done else _("Stop this e-mail?"), what, done)
    return page_response(request, "notices/stop.html", page=page)


def _row(one: NoticeShown) -> NoticeRow:
    return NoticeRow(
        text=one.text,
        kind=label_of(one.kind),
        href=one.address,
        at=one.at,
        read_url="" if one.read_at else reverse("read_notice", args=[one.id]),
    )
