"""Methods leave as files and come back as drafts; what comes in holds only once somebody has looked and published."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zhike.exchange.methods import MOST_BYTES, BadPackage, packed, unpacked
from zhike.lib.words import Words
from zhike.methods.labels import KIND_NAMES
from zhike.methods.library import Key
from zhike.trust.actor import Permission
from zhike.users.editions import queries
from zhike.users.editions.checking import Finding, findings
from zhike.users.editions.in_use import in_use
from zhike.users.editions.publishing import keep_draft
from zhike.web.files import text_answer
from zhike.web.http import Request
from zhike.web.methods.shown import entry
from zhike.web.rights import needs

NOTHING = Words(
    "文件里的方法和现在用的一样。", "The methods in the file are the same as those in use."
)
BROUGHT = Words(
    "读入 {n} 个有差别的方法，作为草稿；看过差别再发布。",
    "{n} methods differ and are now drafts; look at the differences, then publish.",
)
IN_THE_WAY = Words(
    "你已有这些方法的草稿：{names}；请先发布或丢掉，没有读入任何东西。",
    "You have drafts of these methods already: {names}; publish or drop them first. Nothing was taken in.",
)


class BringForm(forms.Form):
    """One TOML file or a zip of them."""

    file = forms.FileField(widget=forms.FileInput(attrs={"accept": ".toml,.zip"}))
    kind = forms.ChoiceField(required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self.fields["file"].label = str(Words("文件（TOML 或 zip）", "File (TOML or zip)"))
        self.fields["kind"].label = str(
            Words("单个新方法属于哪一类", "Kind of a single new method")
        )
        known = [(key, str(words)) for key, words in KIND_NAMES.items()]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", str(Words("看名称", "by its name"))),
            *known,
        ]


@needs(Permission.READ_CUSTOMERS)
@require_safe
def take_one(_request: Request, shelf: str, method: str) -> HttpResponse:
    """One method in use as a TOML file."""
    key = entry((shelf, method)).key
    return text_answer(in_use().library.texts[key], f"{method}.toml")


@needs(Permission.READ_CUSTOMERS)
@require_safe
def take_all(request: Request) -> HttpResponse:
    """Every method in use as a zip."""
    return text_answer(packed(in_use().library.texts), f"methods-{request.today}.zip")


@needs(Permission.SWITCH_METHODS)
@require_http_methods(["GET", "POST"])
def bring(request: Request) -> HttpResponse:
    """A file is read, checked as a whole, and becomes drafts; one that is not sound leaves nothing behind."""
    form = BringForm(request.POST or None, request.FILES or None)
    found: list[Finding] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        texts = in_use().library.texts
        try:
            came = unpacked(file.read(MOST_BYTES + 1), texts, form.cleaned_data["kind"])
        except BadPackage as bad:
            form.add_error("file", str(bad.words))
        else:
            changed = {k: t for k, t in came.items() if t != texts.get(k)}
            found = findings(changed) if changed else []
            if not found and _taken(request, changed):
                return redirect("methods:drafts")
    return render(request, "methods/bring.html", {"form": form, "findings": found})


def _taken(request: Request, changed: dict[Key, str]) -> bool:
    """Keep the drafts, unless that would write over what somebody began himself."""
    if not changed:
        messages.info(request, str(NOTHING))
        return False
    mine = {(d.kind, d.name): d.text for d in queries.drafts(request.actor)}
    if clash := [f"{k}/{n}" for (k, n), t in changed.items() if mine.get((k, n), t) != t]:
        messages.error(request, str(IN_THE_WAY.format(names=", ".join(clash))))
        return False
    for key, text in changed.items():
        keep_draft(request.actor, key, text)
    messages.success(request, str(BROUGHT.format(n=len(changed))))
    return True
