"""The tags of all components: ``{% load ui %}``.

A component's function is a tag because it stands in its folder; this file names none of them.
"""

from django.template import Library

from detente.ui.discovery import component_module, component_names, tags_of, takes_content

register = Library()

for _name in component_names():
    for _tag in tags_of(component_module(_name)):
        if takes_content(_tag):
            register.simple_block_tag(_tag)
        else:
            register.simple_tag(_tag)
