"""What the page asks of whoever imports."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.evidence.relationships.contracts import Customer, Vendor
from detente.formats.format import formats_by_name

LARGEST_MAPPING = 1_000_000


class FilesForm(forms.Form):
    """How files are to be read, whoever gives them."""

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

    def __init__(self, *args: object, **more: object) -> None:
        """Offer the known formats."""
        super().__init__(*args, **more)  # type: ignore[arg-type]  # Django's own, passed on
        known = [(one.name, one.title) for one in formats_by_name().values()]
        self.fields["format"].choices = [("", _("As the content tells")), *known]  # type: ignore[attr-defined]

    def clean_mapping(self) -> str | None:
        """Return the mapping's text."""
        given = self.cleaned_data["mapping"]
        if given is None:
            return None
        if given.size > LARGEST_MAPPING:
            raise forms.ValidationError(_("A mapping file has at most 1 MB. Is it the right file?"))
        try:
            return str(given.read().decode())
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The mapping file is not UTF-8: save it as UTF-8.")) from error


class ImportForm(FilesForm):
    """How a customer's files are to be taken, and about whom they are."""

    field_order = ("vendor",)

    vendor = forms.CharField(
        max_length=200,
        label=_("About"),
        required=False,
        help_text=_(
            "Where a file names no vendor, or only one. Files that name several are matched by name."
        ),
    )
    private = forms.BooleanField(
        label=_("Only for our side"),
        required=False,
        help_text=_("Private facts never enter the shared scorecard."),
    )
    by_vendor = forms.BooleanField(
        label=_("The vendor made these files"),
        required=False,
        help_text=_("Nobody else has checked them: every fact counts as self-attested."),
    )

    def __init__(self, *args: object, vendors: Sequence[Vendor], **more: object) -> None:
        """Offer the customer's vendors, while they are few."""
        super().__init__(*args, **more)
        if vendors:
            names = [
                (str(one.vendor), one.name) for one in sorted(vendors, key=lambda one: one.name.casefold())
            ]
            self.fields["vendor"] = forms.ChoiceField(
                label=self.fields["vendor"].label,
                required=False,
                help_text=self.fields["vendor"].help_text,
                choices=[("", _("Whom the file names")), *names],
            )


class GiveForm(FilesForm):
    """To whom a vendor gives files about itself."""

    field_order = ("customer",)

    customer = forms.CharField(
        max_length=200, label=_("Customer"), help_text=_("Only this customer and you see what the files say.")
    )

    def __init__(self, *args: object, customers: Sequence[Customer], **more: object) -> None:
        """Offer the vendor's customers, while they are few; the only one is chosen already."""
        super().__init__(*args, **more)
        if customers:
            names = [(str(one.relationship), one.name) for one in customers]
            self.fields["customer"] = forms.ChoiceField(
                label=self.fields["customer"].label,
                help_text=self.fields["customer"].help_text,
                choices=names if len(names) == 1 else [("", _("Choose a customer")), *names],
            )
