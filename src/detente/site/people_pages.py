"""Who is in one's organisation: their roles, the invitations that are open, and how a membership ends."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.as_read import ChangedMeanwhile
from detente.foundation.contracts import GIVE_ROLES, INVITATION_DAYS, MAY_GIVE, Colleague, OpenInvitation
from detente.foundation.errors import Conflict, Invalid
from detente.foundation.identifiers import PersonId
from detente.foundation.notices.notify import mail_is_sent
from detente.foundation.registry import OPERATIONS
from detente.foundation.roles import Role
from detente.foundation.selectors.invitations import list_invitations
from detente.foundation.selectors.people import LONGEST_WORDS, list_people, show_person
from detente.foundation.services.change_role import change_role
from detente.foundation.services.end_membership import NobodyWouldBeLeft, end_membership
from detente.foundation.services.invite_person import invite_person
from detente.foundation.services.withdraw_invitation import withdraw_invitation
from detente.site.account_pages import acting
from detente.site.people_forms import InvitationForm, RoleForm
from detente.site.role_words import role_label
from detente.site.versions import both_versions_of
from detente.ui.addresses import with_query
from detente.ui.components.both_versions.both_versions import BothVersions
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.web import page_response


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the list."""

    name: str
    email: str
    role: str
    since: datetime
    is_you: bool
    href: str


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation that is open."""

    email: str
    role: str
    invited_by: str
    invited_at: datetime
    expires_at: datetime
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class Told:
    """A new invitation's link, which is shown this once."""

    email: str
    role: str
    link: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The page of one's organisation."""

    title: str
    organisation: str
    url: str
    name: str
    columns: tuple[Column, ...]
    people: tuple[PersonRow, ...]
    first_url: str
    next_url: str
    may_invite: bool
    invitation_columns: tuple[Column, ...]
    invitations: tuple[InvitationRow, ...]
    invitations_next_url: str


@dataclass(frozen=True, slots=True)
class InvitePage:
    """The page that invites; `told` is there once an invitation was made."""

    title: str
    crumbs: tuple[Crumb, ...]
    organisation: str
    days: int
    told: Told | None
    mail_is_sent: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The page of one person; `end_url` is empty where their membership is not the actor's to end."""

    title: str
    crumbs: tuple[Crumb, ...]
    person: PersonRow
    organisation: str
    may: tuple[str, ...]
    role_url: str
    end_url: str
    version: str
    both: BothVersions | None


@dataclass(frozen=True, slots=True)
class EndPage:
    """The page that asks whether somebody is to go."""

    title: str
    crumbs: tuple[Crumb, ...]
    person: PersonRow
    organisation: str
    why_not: str
    end_url: str
    back_url: str
    version: str


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """List the people, and to whoever gives roles the open invitations."""
    actor = acting(request)
    name = request.GET.get("q", "").replace("\0", "")[:LONGEST_WORDS]
    after, invited_after = request.GET.get("after"), request.GET.get("invited_after")
    found = list_people(actor=actor, name=name, after=after)
    may = actor.may(GIVE_ROLES)
    opened = list_invitations(actor=actor, after=invited_after, at=clock.now()) if may else None
    url = with_query(reverse("people"), q=name or None)
    further = opened.next if opened else None
    page = PeoplePage(
        title=_("People"),
        organisation=actor.organisation_name,
        url=url,
        name=name,
        columns=(Column(_("Person")), Column(_("Role")), Column(_("In this role since"))),
        people=tuple(_row(actor, one) for one in found.items),
        first_url=url if after else "",
        next_url=with_query(url, after=found.next) if found.next else "",
        may_invite=may,
        invitation_columns=(
            Column(_("Address")),
            Column(_("Role")),
            Column(_("Invited by")),
            Column(_("Can be taken up until")),
            Column(_("Withdraw"), label_hidden=True),
        ),
        invitations=tuple(_invitation(one) for one in opened.items) if opened else (),
        invitations_next_url=with_query(reverse("people"), invited_after=further) if further else "",
    )
    return page_response(request, "people/people.html", page=page)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link is shown in the answer alone, since nobody keeps it."""
    actor = acting(request)
    actor.require(GIVE_ROLES)
    roles = MAY_GIVE[actor.role]
    form = InvitationForm(request.POST or None, roles=roles)
    told: Told | None = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = invite_person(actor=actor, email=said["email"], role=Role(said["role"]), at=clock.now())
        except (Invalid, Conflict) as error:
            form.add_error("email", str(error))
        else:
            link = request.build_absolute_uri(made.link)
            told = Told(made.email, role_label(made.role), link, made.expires_at)
            form = InvitationForm(roles=roles)
    title = _("Invite somebody")
    page = InvitePage(
        title=title,
        crumbs=(Crumb(_("People"), reverse("people")), Crumb(title)),
        organisation=actor.organisation_name,
        days=INVITATION_DAYS,
        told=told,
        mail_is_sent=mail_is_sent(),
    )
    status = 422 if request.method == "POST" and told is None else 200
    return page_response(request, "people/invite.html", page=page, form=form, status=status)


@require_safe
def person(request: HttpRequest, person: int) -> HttpResponse:
    """Show somebody: what they are, what that lets them do, and how to change it."""
    return _person(request, show_person(actor=acting(request), person=PersonId(person)), None)


@require_POST
def role(request: HttpRequest, person: int) -> HttpResponse:
    """Give somebody another role."""
    actor = acting(request)
    actor.require(GIVE_ROLES)
    form = RoleForm(request.POST, roles=MAY_GIVE.get(actor.role, ()))
    if form.is_valid():
        given = Role(form.cleaned_data["role"])
        as_read = request.POST.get("as_read") or None
        try:
            done = change_role(
                actor=actor, person=PersonId(person), role=given, at=clock.now(), as_read=as_read
            )
        except ChangedMeanwhile as error:
            found = show_person(actor=actor, person=PersonId(person))
            return _person(request, found, form, both_versions_of(error))
        except Conflict as error:
            form.add_error("role", str(error))
        else:
            said = {"name": done.name, "role": role_label(given)}
            messages.success(
                request, _("%(name)s is %(role)s from now on; tokens of the old role have stopped.") % said
            )
            return redirect("people")
    return _person(request, show_person(actor=actor, person=PersonId(person)), form)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, person: int) -> HttpResponse:
    """Ask whether somebody is to go and say what happens then; end their membership."""
    actor = acting(request)
    actor.require(GIVE_ROLES)
    why_not = ""
    if request.method == "POST":
        try:
            done = end_membership(
                actor=actor,
                person=PersonId(person),
                at=clock.now(),
                as_read=request.POST.get("as_read") or None,
            )
        except (NobodyWouldBeLeft, ChangedMeanwhile) as error:
            why_not = str(error)
        else:
            said = {"name": done.name, "organisation": done.organisation_name}
            messages.success(
                request, _("%(name)s no longer belongs to %(organisation)s: their access has ended.") % said
            )
            return redirect("people")
    found = show_person(actor=actor, person=PersonId(person))
    title = _("End %(name)s’s membership?") % {"name": found.name}
    address = reverse("person", args=[person])
    page = EndPage(
        title=title,
        crumbs=(Crumb(_("People"), reverse("people")), Crumb(found.name, address), Crumb(_("End"))),
        person=_row(actor, found),
        organisation=actor.organisation_name,
        why_not=why_not,
        end_url=reverse("end_membership", args=[person]),
        back_url=address,
        version=request.POST.get("as_read") or found.version,
    )
    return page_response(request, "people/end.html", page=page, status=409 if why_not else 200)


@require_POST
def withdraw(request: HttpRequest, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    withdraw_invitation(actor=acting(request), invitation=invitation, at=clock.now())
    messages.success(request, _("The invitation is withdrawn: its link opens nothing any more."))
    return redirect("people")


def _person(
    request: HttpRequest, found: Colleague, form: RoleForm | None, both: BothVersions | None = None
) -> HttpResponse:
    """Answer with the page of somebody; a role that was refused stays chosen."""
    actor = acting(request)
    gives = MAY_GIVE.get(actor.role, frozenset())
    may = actor.may(GIVE_ROLES) and found.role in gives
    held = {one.permission.name for one in OPERATIONS.values() if found.role in one.permission.roles}
    page = PersonPage(
        title=found.name,
        crumbs=(Crumb(_("People"), reverse("people")), Crumb(found.name)),
        person=_row(actor, found),
        organisation=actor.organisation_name,
        may=tuple(sorted(held)),
        role_url=reverse("change_role", args=[found.person]) if may else "",
        end_url=reverse("end_membership", args=[found.person]) if may else "",
        version=found.version,
        both=both,
    )
    status = 409 if both else 422 if form is not None else 200
    form = form or RoleForm(roles=gives, initial={"role": found.role.value})
    return page_response(request, "people/person.html", page=page, form=form, status=status)


def _row(actor: Actor, one: Colleague) -> PersonRow:
    return PersonRow(
        name=one.name,
        email=one.email,
        role=role_label(one.role),
        since=one.since,
        is_you=one.person == actor.person,
        href=reverse("person", args=[one.person]),
    )


def _invitation(one: OpenInvitation) -> InvitationRow:
    return InvitationRow(
        email=one.email,
        role=role_label(one.role),
        invited_by=one.invited_by,
        invited_at=one.invited_at,
        expires_at=one.expires_at,
        withdraw_url=reverse("withdraw_invitation", args=[one.invitation]),
    )
