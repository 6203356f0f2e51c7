"""What the page asks of whoever imports."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.evidence.relationships.contracts import Vendor
from detente.formats.format import formats_by_name


class ImportForm(forms.Form):
    """How files are to be read, and about whom they are."""

    vendor = forms.ChoiceField(
        label=_("About"),
        required=False,
        help_text=_(
            "Where a file names no vendor, or only one. Files that name several are matched by name."
        ),
    )
    format = forms.ChoiceField(
        label=_("Format"), required=False, help_text=_("The content tells; choose only to force one.")
    )
    mapping = forms.FileField(
        label=_("Mapping file"),
        required=False,
        help_text=_("For a table of your own: a YAML file that says what its columns mean."),
    )
    all_or_nothing = forms.BooleanField(
        label=_("All or nothing"),
        required=False,
        help_text=_("Store nothing at all when any row is rejected."),
    )
    private = forms.BooleanField(
        label=_("Only for our side"),
        required=False,
        help_text=_("Private facts never enter the shared scorecard."),
    )

    def __init__(self, *args: object, vendors: Sequence[Vendor], **more: object) -> None:
        """Offer the customer's vendors and the known formats."""
        super().__init__(*args, **more)  # type: ignore[arg-type]  # Django's own, passed on
        names = [(str(one.vendor), one.name) for one in sorted(vendors, key=lambda one: one.name.casefold())]
        self.fields["vendor"].choices = [("", _("Whom the file names")), *names]  # type: ignore[attr-defined]
        known = [(one.name, one.title) for one in formats_by_name().values()]
        self.fields["format"].choices = [("", _("As the content tells")), *known]  # type: ignore[attr-defined]
