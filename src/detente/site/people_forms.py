"""What is asked of whoever gives and takes roles."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.foundation.addresses import LONGEST
from detente.foundation.roles import Role
from detente.site.role_words import role_choices


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Their account gets this address."),
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect, choices=())

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        """Offer the roles that the person may give."""
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["role"]).choices = role_choices(roles)


class RoleForm(forms.Form):
    """What somebody becomes."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect, choices=())

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        """Offer the roles that the person may give."""
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["role"]).choices = role_choices(roles)
