"""Telling people: in the app, at once by e-mail, or once a day. Rooms call `notify` inside their use cases."""
