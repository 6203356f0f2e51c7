"""What the page asks of whoever admits a limit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.evidence.disclosures.contracts import LONGEST_LIMIT, LONGEST_WORKAROUND


class LimitForm(forms.Form):
    """What the service does not do, since when, until when, and what to do meanwhile."""

    limit = forms.CharField(
        label=_("What the service does not do"),
        max_length=LONGEST_LIMIT,
        help_text=_("One limit, as plainly as you can: “Log records are kept for 30 days, not 90.”"),
    )
    since = forms.DateField(label=_("Since"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    expected_end_on = forms.DateField(
        label=_("Expected to end on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("A plan. When it is mended, give evidence of that."),
    )
    workaround = forms.CharField(
        label=_("What to do meanwhile"),
        required=False,
        max_length=LONGEST_WORKAROUND,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    to_all = forms.BooleanField(label=_("Tell all our customers the same"), required=False)
