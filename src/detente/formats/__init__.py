"""Files in, typed records out, and back: one module a file format, no Django, no network, no clock."""
