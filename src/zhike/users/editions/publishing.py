"""A method is drafted, and published with a reason: one row, one event, and the whole library checked before."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from zhike.methods.editing import with_version
from zhike.methods.library import Key, method
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.users.editions import in_use, queries
from zhike.users.editions.checking import Finding, findings
from zhike.users.editions.queries import digest
from zhike.users.models import Company, Edition, MethodDraft


class Refused(ValueError):
    """The texts cannot be published; `findings` say why."""

    def __init__(self, found: list[Finding]) -> None:
        self.findings = found
        super().__init__("; ".join(f"{f.file}: {f.place}: {f.words}" for f in found))


class Overtaken(ValueError):
    """Somebody published the same method since the text was last compared; the draft is kept."""

    def __init__(self, edition: Edition | None) -> None:
        self.edition = edition
        super().__init__(str(edition))


class NothingNew(ValueError):
    """The text is what is in use already."""


def keep_draft(actor: Actor, key: Key, text: str) -> MethodDraft:
    """Keep what somebody is writing, whatever state it is in; where he began is remembered the first time."""
    demand(actor, Permission.SWITCH_METHODS)
    kind, name = key
    used = in_use.methods().texts.get(key, "")
    kept, _ = MethodDraft.objects.update_or_create(
        kind=kind,
        name=name,
        author_id=actor.user_id,
        defaults={"text": text},
        create_defaults={"text": text, "begun_from": digest(used)},
    )
    return kept


def drop_draft(actor: Actor, key: Key) -> None:
    """Throw a draft away."""
    queries.drafts(actor).filter(kind=key[0], name=key[1]).delete()


@transaction.atomic
def publish(
    actor: Actor,
    changed: Mapping[Key, str],
    *,
    seen: Mapping[Key, str],
    why: str,
    on: date,
) -> list[Edition]:
    """Let these texts hold from now on, all or none. `seen` is, per method, the digest of the text in use that the
    actor compared with; his drafts of them are done.

    `Overtaken` when another text holds by now, `Refused` when a check fails, `NothingNew` when nothing would change.
    """
    demand(actor, Permission.SWITCH_METHODS)
    house = Company.objects.select_for_update().order_by("pk")[:1].get()
    with in_use.holding(house.methods_stamp):
        used = in_use.methods().texts
        new = {key: text for key, text in changed.items() if text != used.get(key)}
        for key in new:
            if digest(used.get(key, "")) != seen.get(key):
                raise Overtaken(queries.history(key).first())
        new = {k: text for k, text in new.items() if _differs(text, used.get(k, ""))}
        if not new:
            raise NothingNew
        if found := findings(new):
            raise Refused(found)
        made = [_edition(actor, key, text, why=why, on=on) for key, text in new.items()]
    house.methods_stamp = uuid4().hex
    house.save(update_fields=["methods_stamp"])
    _forget_drafts(actor, changed)
    journal.record(
        actor,
        "methods.published",
        house,
        on=on,
        why=why,
        methods=[f"{e.kind}/{e.name}@{e.version}" for e in made],
    )
    return made


def _differs(text: str, used: str) -> bool:
    return _sign(text) != _sign(used)


def _sign(text: str) -> str:
    """The digest of a text that is TOML; the text itself of one that is not, so that it differs."""
    try:
        return digest(text)
    except ValueError:
        return text


def _edition(actor: Actor, key: Key, text: str, *, why: str, on: date) -> Edition:
    kind, name = key
    under = in_use.below().get(key, "")
    returns = bool(under) and digest(under) == digest(text)
    history = Edition.objects.filter(kind=kind, name=name)
    if returns:
        text, version = under, method(kind, name, under).head.version
    else:
        newest = history.filter(returns=False).aggregate(n=Max("version"))["n"] or 0
        lowest = method(kind, name, under).head.version if under else 0
        version = max(newest, lowest) + 1
        text = with_version(text, version)
    history.filter(is_current=True).update(is_current=False)
    return Edition.objects.create(
        kind=kind,
        name=name,
        version=version,
        text=text,
        based_on=digest(under),
        why=why,
        author_id=actor.user_id,
        published_on=on,
        returns=returns,
    )


def _forget_drafts(actor: Actor, keys: Collection[Key]) -> None:
    for key in keys:
        drop_draft(actor, key)
