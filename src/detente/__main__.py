"""Start the command line: `detente`, or `python -m detente`."""

import os


def main() -> None:
    """Run the command that was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "detente.site.settings")
    import django  # noqa: PLC0415  # settings must be named first

    django.setup()
    from detente.site.cli import build  # noqa: PLC0415  # models need the set-up above

    build()()


if __name__ == "__main__":
    main()
