"""Examples of form fields."""

from django import forms

from detente.ui.example import ATTACK_TEXT, Example, attack

TIERS = (
    ("1", "Tier 1, critical functions depend on it"),
    ("2", "Tier 2, important"),
    ("3", "Tier 3, standard"),
)


class VendorForm(forms.Form):
    name = forms.CharField(label="Vendor’s name", help_text="As it stands in the contract.")
    renews_on = forms.DateField(
        label="Renews on",
        required=False,
        widget=forms.DateInput(attrs={"type": "text", "inputmode": "numeric"}),
    )
    tier = forms.ChoiceField(label="Tier", choices=TIERS, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Note",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only Halden Bank sees it.",
    )
    told = forms.BooleanField(label="Tell the vendor that we added them", required=False)


class AttackForm(forms.Form):
    name = forms.CharField(label=ATTACK_TEXT, help_text=ATTACK_TEXT, max_length=3)


ALL = "{% for field in form %}{% form_field field %}{% endfor %}"
SOURCE = (
    '<form class="dt-form" method="post" action="#">{% form_errors form %}'
    + ALL
    + (
        '<div class="dt-form-end">{% button "Add vendor" kind="primary" %}{% button "Cancel" href="#" %}</div></form>'
    )
)

EXAMPLES = (
    Example("empty", SOURCE, {"form": VendorForm(auto_id="empty_%s")}),
    Example(
        "refused: what was typed stays",
        SOURCE,
        {
            "form": VendorForm(
                {"name": "", "renews_on": "2026-13-31", "tier": "2", "note": "Called twice"},
                auto_id="refused_%s",
            )
        },
    ),
)
ATTACK = attack(
    "{{ text }}{% form_errors form %}{% form_field form.name %}", form=AttackForm({"name": ATTACK_TEXT})
)
