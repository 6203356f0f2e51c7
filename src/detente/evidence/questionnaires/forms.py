"""What the pages ask of whoever asks or answers."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from detente.evidence.ledger.contracts import DocumentSummary
from detente.evidence.questionnaires.contracts import LONGEST_WORDS, Answer
from detente.evidence.relationships.contracts import Vendor

LARGEST = 32 * 1024 * 1024  # bytes of a questionnaire that a browser sends
ANSWERS = (
    (Answer.YES.value, _("Yes")),
    (Answer.NO.value, _("No")),
    (Answer.PARTIAL.value, _("Partly")),
    (Answer.NOT_APPLICABLE.value, _("Not applicable")),
    (Answer.TEXT.value, _("In words")),
)
ONE_OF_BOTH = _("Choose a file, or type the questions: one of both.")


class AskForm(forms.Form):
    """Whom a customer asks, what, and by when."""

    vendor = forms.CharField(max_length=200, label=_("Vendor"))
    title = forms.CharField(
        max_length=200,
        label=_("Title"),
        required=False,
        help_text=_("What both sides call it. Without one, a file’s own name for it is taken."),
    )
    questions = forms.CharField(
        label=_("Questions"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Instead of a file: one question a line."),
    )
    due_on = forms.DateField(
        label=_("Answers by"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: object, vendors: Sequence[Vendor], **more: object) -> None:
        """Offer the customer's vendors, while they are few."""
        super().__init__(*args, **more)  # type: ignore[arg-type]  # Django's own, passed on
        if vendors:
            names = [
                (str(one.vendor), one.name) for one in sorted(vendors, key=lambda one: one.name.casefold())
            ]
            self.fields["vendor"] = forms.ChoiceField(
                label=self.fields["vendor"].label, choices=[("", _("Choose a vendor")), *names]
            )

    def clean(self) -> None:
        """Take questions from a file or from the form, and a title with those that are typed."""
        super().clean()
        typed = (self.cleaned_data.get("questions") or "").strip()
        if bool(typed) == bool(self.files.get("file")):
            self.add_error("questions", ONE_OF_BOTH)
        elif typed and not (self.cleaned_data.get("title") or "").strip():
            self.add_error("title", _("Give what you typed a title."))


class AnswerForm(forms.Form):
    """What the vendor says to one question; nothing at all leaves it open."""

    answer = forms.ChoiceField(label=_("Answer"), required=False, choices=ANSWERS, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    document = forms.TypedChoiceField(
        label=_("Rests on a document that was given"), required=False, coerce=int, empty_value=None
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, offered: Sequence[DocumentSummary], **more: object) -> None:
        """Offer the documents that this customer sees, the latest first."""
        super().__init__(*args, **more)  # type: ignore[arg-type]  # Django's own, passed on
        self.fields["document"].choices = [  # type: ignore[attr-defined]
            ("", _("None")),
            *((str(one.id), f"{one.name} ({one.known_at:%-d %B %Y})") for one in offered),
        ]

    def clean(self) -> None:
        """Ask for an answer where words or a document are given, and for words where they are the answer."""
        super().clean()
        said = self.cleaned_data
        words = (said.get("words") or "").strip()
        if not said.get("answer") and (words or said.get("document")):
            self.add_error("answer", _("Choose an answer; “in words” if none of the others fits."))
        if said.get("answer") == Answer.TEXT and not words:
            self.add_error("words", _("Say it in words."))

    @property
    def is_left_open(self) -> bool:
        """Whether nothing was said."""
        return not self.cleaned_data.get("answer")
