"""What is logged tells no secret of an address: whoever reads a log must not be able to open a link."""

import logging
import re

# The secret part of a survey's link, after the way all of them share.
_SECRET = re.compile(r"(?<![\w-])(/s/)[^/\s?#\"'<>]+")


def masked(text: str) -> str:
    """The same text without the secrets of links."""
    return _SECRET.sub(r"\1…", text)


class MaskingFormatter(logging.Formatter):
    """Masks the whole line as it will be written, what a traceback shows included."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))
