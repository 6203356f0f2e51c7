"""A field of a form: its label, what to write, the error beside it; what was typed stays."""

from django.forms import BaseForm, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from detente.ui.render import rendered


def form_field(field: BoundField) -> SafeString:
    """Show one field of a Django form, with its error and hint tied to it for screen readers."""
    widget = field.field.widget
    kind = (
        "many"
        if isinstance(widget, RadioSelect | CheckboxSelectMultiple)
        else "check"
        if isinstance(widget, CheckboxInput)
        else "line"
    )
    identity = field.auto_id or field.html_name
    described = " ".join(
        part
        for part in (
            f"{identity}-error" if field.errors else "",
            f"{identity}-hint" if field.help_text else "",
        )
        if part
    )
    attributes: dict[str, str | bool] = (
        {} if kind == "many" else {"class": "dt-check" if kind == "check" else "dt-input"}
    )
    attributes["aria-describedby"] = described or False
    attributes["aria-invalid"] = "true" if field.errors else False
    return rendered(
        "form_field/form_field.html",
        widget=field.as_widget(attrs=attributes),
        kind=kind,
        identity=identity,
        label=field.label,
        hint=field.help_text,
        errors=tuple(field.errors),
        described=described,
        optional=not field.field.required,
    )


def form_errors(form: BaseForm) -> SafeString:
    """Say above a form that it was not sent and why, with links to the fields; nothing when all is well."""
    if not form.is_bound or form.is_valid():
        return SafeString("")
    fields = [
        (form[name].auto_id or name, form[name].label, errors[0])
        for name, errors in form.errors.items()
        if name in form.fields
    ]
    return rendered("form_field/form_errors.html", fields=fields, general=tuple(form.non_field_errors()))
