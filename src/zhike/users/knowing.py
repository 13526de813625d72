"""Which industries and fields colleagues know, said by themselves and by whoever leads them (S0-17)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.lib.words import Words
from zhike.trust import journal
from zhike.trust.actor import Actor, Forbidden, Permission
from zhike.trust.requests import asker
from zhike.users.models import Expertise as Expertise
from zhike.users.models import User
from zhike.users.queries import seen_colleagues

KINDS = {
    "industry": Words("行业", "industry"),
    "field": Words("领域", "field"),
}
LEVELS = {
    1: Words("听说过", "heard of it"),
    2: Words("做过", "has done it"),
    3: Words("熟悉", "knows it well"),
    4: Words("别人来问他", "others ask them"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody knows of one subject: his own word and the newest of those who lead him, each or neither."""

    user_id: int
    kind: str
    subject: str
    own: Expertise | None
    led: Expertise | None

    @property
    def level(self) -> int:
        """What counts: the word of whoever leads him where there is one, else his own."""
        said = self.led or self.own
        return said.level if said else 0

    @property
    def years(self) -> int | None:
        """Years in the field, as said last by either."""
        return next((s.years for s in (self.led, self.own) if s and s.years is not None), None)


def may_speak_of(actor: Actor, user: User) -> bool:
    """Whether one may say what somebody knows: he himself, or whoever leads him."""
    if actor.user_id == user.pk:
        return True
    leads = actor.may(Permission.MANAGE_BOOK)
    return leads and seen_colleagues(actor).filter(pk=user.pk).exists()


@transaction.atomic
def say_knows(
    actor: Actor,
    user: User,
    *,
    kind: str,
    subject: str,
    level: int,
    grounds: str,
    on: date,
    years: int | None = None,
) -> Expertise:
    """Somebody knows an industry or a field so well, on these grounds; said anew, it stands instead of what one said before."""
    if not may_speak_of(actor, user):
        raise Forbidden("say what a colleague knows")
    made, _ = Expertise.objects.update_or_create(
        user=user,
        kind=kind,
        subject=" ".join(subject.split()),
        said_by_id=asker(actor),
        defaults={"level": level, "years": years, "grounds": grounds.strip(), "said_on": on},
    )
    journal.record(actor, "expertise.said", made, on=on, subject=made.subject, level=level)
    return made


@transaction.atomic
def take_back(actor: Actor, expertise_id: int, *, on: date) -> Expertise:
    """What one said oneself is no longer so."""
    found = Expertise.objects.get(pk=expertise_id, said_by_id=asker(actor))
    journal.record(actor, "expertise.taken_back", found, on=on, subject=found.subject)
    found.delete()
    return found


def known(user_ids: Iterable[int]) -> list[Known]:
    """What these people know, each subject once, the best known first."""
    rows = Expertise.objects.filter(user_id__in=list(user_ids)).select_related("said_by")
    by_subject: dict[tuple[int, str, str], list[Expertise]] = {}
    for row in rows.order_by("-said_on", "-pk"):
        by_subject.setdefault((row.user_id, row.kind, row.subject), []).append(row)
    found = [_known(key, said) for key, said in by_subject.items()]
    return sorted(found, key=lambda each: (-each.level, each.subject))


def _known(key: tuple[int, str, str], said: Sequence[Expertise]) -> Known:
    own = next((row for row in said if row.is_own_word), None)
    led = next((row for row in said if not row.is_own_word), None)
    return Known(*key, own, led)
