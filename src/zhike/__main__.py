"""The command `zhike`: serve, demo, import, nightly, today, doctor and the rest of Django's commands."""

import os
import sys


def main() -> None:
    """Hand the command line to Django, with our settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhike.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
