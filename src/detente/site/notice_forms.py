"""What is asked of whoever says how they want to be told."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.foundation.notices.contracts import ByMail, NoticeSettings, Told
from detente.foundation.notices.kinds import label_of

BY_MAIL = (
    (ByMail.DIGEST.value, _("in the daily e-mail")),
    (ByMail.AT_ONCE.value, _("at once")),
    (ByMail.NONE.value, _("no e-mail")),
)


def zones(chosen: str) -> list[tuple[str, str]]:
    """Return the time zones to choose from, by their names; the chosen one is always among them."""
    places = {
        one for one in available_timezones() if "/" in one and not one.startswith(("Etc/", "posix", "right"))
    }
    return [(one, one.replace("_", " ")) for one in ["UTC", *sorted((places | {chosen}) - {"UTC"})]]


class NoticeSettingsForm(forms.Form):
    """How somebody wants to be told, a row a kind, and when the daily e-mail comes."""

    hour = forms.TypedChoiceField(
        label=_("The daily e-mail comes at"),
        coerce=int,
        choices=[(one, f"{one:02}:00") for one in range(24)],
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=())
    as_read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, shown: NoticeSettings, **kwargs: Any) -> None:
        """Offer two fields for each kind."""
        super().__init__(*args, **kwargs)
        self.kinds = list(shown.kinds)
        self.fields["zone"].choices = zones(shown.zone)  # type: ignore[attr-defined]  # a ChoiceField
        for number, kind in enumerate(self.kinds):
            label = label_of(kind)
            app = {"class": "dt-check", "aria-label": _("%(kind)s: in the app") % {"kind": label}}
            mail = {"class": "dt-input", "aria-label": _("%(kind)s: by e-mail") % {"kind": label}}
            self.fields[f"app-{number}"] = forms.BooleanField(
                required=False, label=label, widget=forms.CheckboxInput(app)
            )
            self.fields[f"mail-{number}"] = forms.ChoiceField(
                choices=BY_MAIL, label=label, widget=forms.Select(mail)
            )

    @property
    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Return each kind with its two fields."""
        return [
            (label_of(kind), self[f"app-{number}"], self[f"mail-{number}"])
            for number, kind in enumerate(self.kinds)
        ]

    def told(self) -> dict[str, Told]:
        """Return what was chosen, by kind."""
        said = self.cleaned_data
        return {
            kind: Told(said[f"app-{number}"], ByMail(said[f"mail-{number}"]))
            for number, kind in enumerate(self.kinds)
        }


def as_initial(shown: NoticeSettings) -> Mapping[str, object]:
    """Return settings as the form is first filled with them."""
    filled: dict[str, object] = {"hour": shown.hour, "zone": shown.zone, "as_read": shown.version}
    for number, told in enumerate(shown.kinds.values()):
        filled |= {f"app-{number}": told.in_app, f"mail-{number}": told.by_mail.value}
    return filled
