"""Words that look delicate warn whoever wrote them; what he wrote is kept all the same."""

from django.contrib import messages

from zhike.lib.delicate import delicate
from zhike.lib.words import Words
from zhike.web.http import Request

_WARNING = Words(
    "这里像有{what}。没有用途、没经本人同意的不要记；请改写或删掉。",
    "This looks like {what}. Without a purpose and the person's consent it should not be kept: rewrite or delete it.",
)


def warn_of_delicate(request: Request, *texts: str) -> None:
    """One warning for each kind of delicate thing the texts seem to hold."""
    for kind in dict.fromkeys(kind for text in texts for kind in delicate(text)):
        messages.warning(request, str(_WARNING.format(what=kind.words)))
