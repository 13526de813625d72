"""A form that was open while somebody else saved: nothing is overwritten silently, each field both changed is asked about (ux 31).

What the form showed travels with it, signed; on saving it is compared with what is there now and with what one wants.
"""

from collections.abc import Mapping

from django import forms
from django.core import signing
from django.http import QueryDict

from zhike.customers.rules import Clash, as_text, reconcile
from zhike.lib.words import Words

_SALT = "seen"


def remember(form: forms.Form, now: Mapping[str, object], posted: QueryDict) -> None:
    """Let the form carry what it shows; one that was sent keeps what it showed first."""
    first = posted.get("seen") or signing.dumps(_texts(now), salt=_SALT, compress=True)
    vars(form)["seen"] = first


def settle(
    form: forms.Form, now: Mapping[str, object], posted: QueryDict, words: Mapping[str, Words]
) -> bool:
    """Take over what only somebody else changed; False while fields both changed wait for an answer."""
    seen = _read(posted.get("seen", ""))
    wanted = _texts(form.cleaned_data)
    theirs, clashes = reconcile(
        {k: v for k, v in seen.items() if k in wanted}, _texts(now), wanted
    )
    theirs |= {c.field for c in clashes if posted.get(f"keep_{c.field}") == "theirs"}
    for field in theirs:
        form.cleaned_data[field] = now[field]
    open_ones = [c for c in clashes if f"keep_{c.field}" not in posted]
    vars(form)["clashes"] = [
        (clash, words.get(clash.field, _named(clash))) for clash in open_ones
    ]
    return not open_ones


def _read(token: str) -> dict[str, str]:
    try:
        said = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return {}
    return {str(k): str(v) for k, v in said.items()} if isinstance(said, dict) else {}


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: as_text(value) for name, value in values.items()}


def _named(clash: Clash) -> Words:
    return Words(clash.field, clash.field)
