"""How roles are called on the pages, and what each is for in one line."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from detente.foundation.roles import Role

FOR: dict[Role, Promise] = {
    Role.CISO: _("gives roles, signs, sets method and weights"),
    Role.ANALYST: _("brings in vendors and evidence, keeps scorecards"),
    Role.DIRECTOR: _("reads evidence and scorecards"),
    Role.AUDITOR: _("reads evidence, scorecards and the audit trail; changes nothing"),
    Role.VENDOR_LEAD: _("gives roles, signs, sets weights"),
    Role.VENDOR_CONTRIBUTOR: _("works beside the lead on evidence and notes"),
    Role.HOST: _("runs the forum"),
}


def role_label(role: Role) -> str:
    """Return a role as it is written: CISO, Vendor lead.

    >>> role_label(Role.CISO), role_label(Role.VENDOR_LEAD)
    ('CISO', 'Vendor lead')
    """
    return role.value.upper() if role is Role.CISO else role.value.capitalize()


def role_choices(roles: Iterable[Role]) -> list[tuple[str, str]]:
    """Return some roles as a form offers them, in their usual order."""
    chosen = set(roles)
    return [(one.value, f"{role_label(one)}: {FOR[one]}") for one in Role if one in chosen]
