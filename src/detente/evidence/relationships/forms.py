"""What the page asks of whoever adds a vendor."""

from typing import TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

TIERS = (
    (3, _("3: standard")),
    (2, _("2: important")),
    (1, _("1: critical functions depend on it")),
)


class Inputs(TypedDict):
    """What `start_relationship` takes from the page."""

    vendor: str
    tier: int
    summary: str
    products: list[str]
    notice_hours: int | None


class StartForm(forms.Form):
    """Who the vendor is, and what it supplies."""

    vendor = forms.CharField(max_length=200, label=_("Name"), help_text=_("As people call it."))
    tier = forms.TypedChoiceField(choices=TIERS, coerce=int, label=_("Tier"))
    summary = forms.CharField(
        max_length=300, required=False, label=_("What it supplies"), help_text=_("In a few words.")
    )
    products = forms.CharField(
        max_length=2000,
        required=False,
        label=_("Products in use"),
        help_text=_("As catalogues of vulnerabilities write them, with commas between."),
    )
    notice_hours = forms.IntegerField(
        min_value=1,
        max_value=8760,
        required=False,
        label=_("Hours of notice"),
        help_text=_("Within how many hours it has agreed to tell of a breach."),
    )

    def inputs(self) -> Inputs:
        """Return what was written, as the use case takes it."""
        said = self.cleaned_data
        return Inputs(
            vendor=said["vendor"],
            tier=said["tier"],
            summary=said["summary"],
            products=[one for part in said["products"].split(",") if (one := part.strip())],
            notice_hours=said["notice_hours"],
        )
