"""Signing in and out, choosing an organisation, taking up an invitation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.views import LoginView
from django.contrib.auth import login, logout
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from detente.foundation import clock
from detente.foundation.access import Actor, current_memberships, ended_membership
from detente.foundation.contracts import OpenInvitation
from detente.foundation.errors import AnticipatedError, NotFound
from detente.foundation.models import Person
from detente.foundation.selectors.invitations import (
    InvitationExpired,
    InvitationTakenUp,
    InvitationWithdrawn,
    NoSuchInvitation,
    invitation_behind,
)
from detente.foundation.services.accept_invitation import accept_invitation, join_organisation
from detente.site.sign_in import CHOSEN, limited, next_page, open_to_anybody, open_to_the_signed_in
from detente.site.sign_in_adapter import LOCKED_MINUTES, TOO_MANY
from detente.site.sign_in_forms import NewAccountForm, SignInForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class NotYours(NotFound):
    """The organisation chosen is none of the person's."""


@dataclass(frozen=True, slots=True)
class SignInPage:
    """What the page about signing in shows."""

    title: str
    go_on: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation to act for, and as what."""

    number: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Departure:
    """An organisation that the person acted for until their membership was ended."""

    organisation: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """What the page about choosing an organisation shows."""

    title: str
    go_on: str
    choices: tuple[Choice, ...]
    departure: Departure | None


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """What the page of an invitation shows; `signed_in` is the address of whoever is signed in."""

    title: str
    invitation: OpenInvitation
    signed_in: str
    fits: bool
    address: str


@dataclass(frozen=True, slots=True)
class ClosedInvitationPage:
    """What the page of a link that opens nothing (any more) shows."""

    title: str
    message: str
    signed_in: str


class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    """Sign in with an address and a password; allauth counts the attempts."""

    template_name = "sign_in/sign_in.html"
    form_class = SignInForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Return what the template shows: nothing of allauth's own links."""
        go_on = self.request.POST.get("next") or self.request.GET.get("next") or ""
        return {"form": self.get_form(), "page": SignInPage(_("Sign in"), go_on), **more}

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """Say what is wrong; after too many wrong passwords, when to try again."""
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        if form.has_error(NON_FIELD_ERRORS, code=TOO_MANY):
            response.status_code = 429
            response["Retry-After"] = str(LOCKED_MINUTES * 60)
        return response


sign_in = open_to_anybody(sensitive_post_parameters()(SignIn.as_view()))


@open_to_anybody
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; go on where the request says, for whoever is to sign in as somebody else."""
    logout(request)
    return redirect(next_page(request) if request.POST.get("next") else "sign_in")


@open_to_the_signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def choose_organisation(request: HttpRequest) -> HttpResponse:
    """Choose for which of one's organisations to act; without any, say so."""
    person = request.user
    memberships = current_memberships(person) if isinstance(person, Person) else []
    if request.method == "POST":
        chosen = request.POST.get("organisation", "")
        if chosen not in {str(one.organisation_id) for one in memberships}:
            raise NotYours("That organisation is none of yours (any more): choose another.")
        request.session[CHOSEN] = int(chosen)
        return redirect(next_page(request))
    choices = tuple(Choice(one.organisation_id, one.organisation.name, one.role) for one in memberships)
    departure = departed(request, person) if isinstance(person, Person) else None
    title = _("For which organisation?") if choices else _("You belong to no organisation")
    if departure is not None and not choices:
        title = _("You no longer belong to %(organisation)s") % {"organisation": departure.organisation}
    page = ChoicePage(title, request.GET.get("next", ""), choices, departure)
    return render(request, "sign_in/choose_organisation.html", {"page": page}, status=200 if choices else 403)


def departed(request: HttpRequest, person: Person) -> Departure | None:
    """Return from where the person went, if the session acts for an organisation that they left."""
    ended = ended_membership(person, organisation=request.session.get(CHOSEN))
    return Departure(ended.organisation.name, ended.ended_at) if ended and ended.ended_at else None


@open_to_anybody
@never_cache
@sensitive_post_parameters("password")
@limited("signup")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Take up an invitation: with a new account, or with the one that is signed in."""
    at = clock.now()
    person = request.user if isinstance(request.user, Person) else None
    try:
        offered = invitation_behind(secret, at=at)
    except NoSuchInvitation as error:
        return closed_invitation(request, error, person)
    form = NewAccountForm(request.POST or None)
    fits = person is not None and person.email == offered.email
    if request.method == "POST" and person is not None and fits:
        joined = join_organisation(secret=secret, person=person, at=at)
        request.session[CHOSEN] = joined.organisation
        return redirect("/")
    if request.method == "POST" and person is None and form.is_valid():
        accepted = tried(form, lambda: accept_invitation(secret=secret, at=at, **form.cleaned_data))
        if accepted is not None:
            login(request, Person.objects.get(pk=accepted.person), backend=BACKEND)
            request.session[CHOSEN] = accepted.organisation
            return redirect("/")
    page = InvitationPage(
        title=_("Join %(organisation)s") % {"organisation": offered.organisation_name},
        invitation=offered,
        signed_in=person.email if person else "",
        fits=fits,
        address=request.path,
    )
    status = 200 if request.method == "GET" else 403 if person is not None else 422
    return unreferred(render(request, "sign_in/invitation.html", {"page": page, "form": form}, status=status))


def closed_invitation(request: HttpRequest, error: NoSuchInvitation, person: Person | None) -> HttpResponse:
    """Say what became of an invitation, and what to do."""
    titles = {
        InvitationExpired: _("This invitation has expired"),
        InvitationTakenUp: _("This invitation was used already"),
        InvitationWithdrawn: _("This invitation was withdrawn"),
    }
    title = titles.get(type(error), _("This link opens no invitation"))
    page = ClosedInvitationPage(title, str(error), person.email if person else "")
    return unreferred(render(request, "sign_in/closed_invitation.html", {"page": page}, status=404))


def unreferred(response: HttpResponse) -> HttpResponse:
    """Keep the address of a page to ourselves: it is the secret."""
    response["Referrer-Policy"] = "no-referrer"
    return response


def tried(form: Any, act: Callable[[], Actor]) -> Actor | None:
    """Return what `act` does, or None with what it says against it in the form."""
    try:
        return act()
    except AnticipatedError as error:
        form.add_error(None, str(error))
        return None
