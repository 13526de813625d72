"""Words that look delicate warn whoever wrote them; what he wrote is kept all the same."""

from django.contrib import messages

from zhike.lib.delicate import delicate
from zhike.lib.words import Words
from zhike.value.queries import methods
from zhike.web.http import Request

_WARNING = Words(
    "这里像有{what}。没有用途、没经本人同意的不要记；请改写或删掉。",
    "This looks like {what}. Without a purpose and the person's consent it should not be kept: rewrite or delete it.",
)


def warn_of_delicate(request: Request, *texts: str) -> None:
    """One warning for each kind of delicate thing the texts seem to hold."""
    for kind in dict.fromkeys(kind for text in texts for kind in delicate(text)):
        messages.warning(request, str(_WARNING.format(what=kind.words)))


_CONTEMPT = Words(
    "已记下。里面有“{words}”：客户有一天可能看到这份档案，先写我们本可以做什么。",
    "Noted. It says “{words}”: the customer may read this file one day; write first what we could have done.",
)


def warn_of_contempt(request: Request, *texts: str) -> None:
    """A warning where words look down on a customer (S0-05); it never stops anybody."""
    card = methods().cards["self_responsibility"]
    found = dict.fromkeys(word for text in texts for word in card.offences(text))
    if found:
        messages.warning(request, str(_CONTEMPT.format(words="、".join(found))))
