"""What the page that admits a limit is sent. The room keeps no rows of its own."""

FORMS = {"admit_limit": {"limit": "No support at night.", "workaround": "Call the desk."}}
