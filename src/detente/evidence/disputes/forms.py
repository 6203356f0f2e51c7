"""What the pages ask of whoever disputes, replies or settles."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.evidence.disputes.contracts import Wrong
from detente.evidence.ledger.contracts import DocumentSummary

UPHOLD, REJECT = "uphold", "reject"


class DisputeForm(forms.Form):
    """What is wrong with a line, what it should say, and why."""

    wrong = forms.ChoiceField(
        label=_("What is wrong"),
        choices=[(one.value, one.value.capitalize()) for one in Wrong],
        initial=Wrong.FACT.value,
        widget=forms.RadioSelect,
    )
    says = forms.CharField(label=_("What you say it is"), max_length=300)
    statement = forms.CharField(
        label=_("Why"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Shown in your words, beside the line, to both sides."),
    )


class ReplyForm(forms.Form):
    """What a side says to an open dispute."""

    text = forms.CharField(
        label=_("Reply"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown beside the line, to both sides."),
    )
    due_on = forms.DateField(
        label=_("You will say more by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class CounterEvidenceForm(forms.Form):
    """Which document is put beside a dispute."""

    document = forms.TypedChoiceField(
        label=_("Document that both sides see"), coerce=int, help_text=_("The latest 50 that count.")
    )

    def __init__(self, *args: object, offered: Sequence[DocumentSummary], **more: object) -> None:
        """Offer some documents, the latest first."""
        super().__init__(*args, **more)  # type: ignore[arg-type]  # Django's own, passed on
        self.fields["document"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose a document")),
            *((str(one.id), f"{one.name} ({one.format}, {one.known_at:%-d %B %Y})") for one in offered),
        ]


class SettleForm(forms.Form):
    """How a dispute ends, and why."""

    outcome = forms.ChoiceField(
        label=_("How it is settled"),
        choices=[
            (UPHOLD, _("The objection is right: the line counts no longer")),
            (REJECT, _("The line is right: it counts as before")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, help_text=_("It stands beside the line, with your name.")
    )


class WithdrawForm(forms.Form):
    """Why a dispute is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, help_text=_("It stays beside the line, with your name.")
    )
