"""Examples of the button."""

from detente.ui.example import Example, attack

EXAMPLES = (
    Example("primary", '{% button "Send to Halden Bank" kind="primary" %}'),
    Example("plain, with an icon", '{% button "Export register" icon="download" %}'),
    Example("quiet", '{% button "Change date" kind="quiet" %}'),
    Example("dangerous", '{% button "Retract this import" kind="danger" icon="cross" %}'),
    Example("a link", '{% button "Import a list" href="#import" %}'),
    Example("not possible now", '{% button "Publish" disabled=True %}'),
)
ATTACK = attack(
    "{% button text href=text name=text value=text %} {% button text name=text value=text form=text %}"
)
