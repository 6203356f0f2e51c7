"""What is asked of people on the pages about themselves."""

from typing import Any, cast

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import SecretStr

from detente.foundation.contracts import LONGEST_TOKEN_DAYS
from detente.foundation.passwords import LONGEST


class SecretField(forms.CharField):
    """A password: shown as dots, never sent back to the browser, taken as it is typed."""

    def __init__(self, *, autocomplete: str, **options: Any) -> None:
        """Take what a browser may fill in: "current-password" or "new-password"."""
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(widget=widget, strip=False, max_length=LONGEST, **options)

    def clean(self, value: Any) -> Any:  # whatever the form sent
        """Return it so that no log shows it by accident."""
        return SecretStr(super().clean(value))


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """An address and a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what to write in our own words."""
        super().__init__(*args, **kwargs)
        email, password = self.fields["login"], self.fields["password"]
        email.label, password.label, password.help_text = _("E-mail address"), _("Password"), ""
        email.widget.attrs = {"autocomplete": "username", "autofocus": True}
        password.widget.attrs = {"autocomplete": "current-password"}
        password.max_length = LONGEST


class NewAccountForm(forms.Form):
    """Who somebody is, and how they will sign in."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = SecretField(
        label=_("Password"), autocomplete="new-password", help_text=_("At least 12 characters.")
    )


class PasswordForm(forms.Form):
    """A password and the one that follows it."""

    current = SecretField(label=_("Current password"), autocomplete="current-password")
    new = SecretField(
        label=_("New password"), autocomplete="new-password", help_text=_("At least 12 characters.")
    )


class TokenForm(forms.Form):
    """What a token may do, and for how long."""

    name = forms.CharField(label=_("What it is for"), max_length=100)
    permissions = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple(), choices=()
    )
    days = forms.IntegerField(
        label=_("Valid for how many days"), min_value=1, max_value=LONGEST_TOKEN_DAYS, initial=90
    )

    def __init__(self, *args: Any, permissions: tuple[str, ...], **kwargs: Any) -> None:
        """Offer what the person holds."""
        super().__init__(*args, **kwargs)
        chosen = cast("forms.MultipleChoiceField", self.fields["permissions"])
        chosen.choices = [(one, one) for one in permissions]
