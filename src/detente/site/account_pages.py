"""What everybody looks after themselves: their password, and the tokens of their programs."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.contracts import IssuedToken, Token
from detente.foundation.errors import AnticipatedError
from detente.foundation.models import Person
from detente.foundation.selectors.people import permissions_of
from detente.foundation.selectors.tokens import list_tokens
from detente.foundation.services.change_password import change_password
from detente.foundation.services.issue_token import issue_token
from detente.foundation.services.revoke_token import revoke_token
from detente.site.sign_in import limited
from detente.site.sign_in_forms import PasswordForm, TokenForm
from detente.ui.components.table.table import Column
from detente.ui.web import page_response


@dataclass(frozen=True, slots=True)
class AccountPage:
    """What the page of one's own account shows."""

    title: str
    email: str
    organisation: str
    role: str


@dataclass(frozen=True, slots=True)
class TokensPage:
    """What the page of one's own tokens shows; `issued` is told once."""

    title: str
    tokens: tuple[Token, ...]
    columns: tuple[Column, ...]
    issued: IssuedToken | None
    next: str


def acting(request: HttpRequest) -> Actor:
    """Return who acts; the middleware lets nobody else come here."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # TheActorIsKnown puts it there
    return actor


@sensitive_post_parameters()
@limited("change_password")
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show as whom one is signed in; change the password."""
    actor, form = acting(request), PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_password(actor=actor, at=clock.now(), **form.cleaned_data)
        except AnticipatedError as error:
            form.add_error(None, str(error))
        else:
            update_session_auth_hash(request, Person.objects.get(pk=actor.person))
            messages.success(request, _("Your password is changed. Your other sessions have ended."))
            return redirect("account")
    page = AccountPage(_("Your account"), actor.email, actor.organisation_name, actor.role.value)
    status = 422 if form.errors else 200
    return page_response(request, "sign_in/account.html", page=page, form=form, status=status)


@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """List one's tokens; issue another, whose secret is shown in the answer and never again."""
    actor = acting(request)
    form = TokenForm(request.POST or None, permissions=permissions_of(actor))
    issued: IssuedToken | None = None
    if request.method == "POST" and form.is_valid():
        try:
            issued = issue_token(actor=actor, at=clock.now(), **form.cleaned_data)
        except AnticipatedError as error:
            form.add_error(None, str(error))
        else:
            form = TokenForm(permissions=permissions_of(actor))
    listed = list_tokens(actor=actor, after=request.GET.get("after"))
    heads = (_("Token"), _("May"), _("Valid until"), _("Last used"), _("Revoke"))
    page = TokensPage(
        title=_("Your tokens"),
        tokens=listed.items,
        columns=tuple(Column(one) for one in heads),
        issued=issued,
        next=str(listed.next or ""),
    )
    status = 422 if form.errors else 200
    return page_response(request, "sign_in/tokens.html", page=page, form=form, status=status)


@require_POST
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    """Stop one of one's tokens."""
    revoke_token(actor=acting(request), token=token, at=clock.now())
    messages.success(request, _("The token is revoked."))
    return redirect("tokens")
