"""A look at oneself by six criteria, shared with one colleague at most, with notes from coaching (S0-28).

The journal says that it was done, never what was written; nobody but the two reads it, and nothing is reckoned from it.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from zhike.lib.months import months_after
from zhike.methods.self_views import RULE, SelfViewRule
from zhike.trust import journal
from zhike.trust.actor import Actor
from zhike.trust.requests import asker
from zhike.users.editions.in_use import methods
from zhike.users.models import CoachingNote, SelfScore, User
from zhike.users.models import SelfView as SelfView
from zhike.users.querysets import SelfViewQuerySet

type Score = tuple[int, str]


class NotWhole(ValueError):
    """A criterion has no level, or one there is not."""


class NotAnother(ValueError):
    """It can be shared only with a colleague who works here."""


def rule() -> SelfViewRule:
    """The criteria in use."""
    return methods().self_views[RULE]


@transaction.atomic
def look_at_oneself(
    actor: Actor, scores: Mapping[str, Score], *, aim: str, on: date
) -> SelfView:
    """Every criterion with its level and, where one likes, its words. The same day again is written instead; nobody is told."""
    held = rule()
    if set(scores) != {each.key for each in held.qualities} or not all(
        1 <= level <= len(held.levels) for level, _ in scores.values()
    ):
        raise NotWhole
    made, _ = SelfView.objects.of_oneself(actor).update_or_create(
        user_id=asker(actor),
        made_on=on,
        defaults={"method": held.head.signature, "aim": aim.strip()},
    )
    made.scores.all().delete()
    SelfScore.objects.bulk_create(
        SelfScore(view=made, criterion=key, level=level, words=words.strip())
        for key, (level, words) in scores.items()
    )
    journal.record(actor, "self_view.made", made, on=on)
    return made


@transaction.atomic
def share(actor: Actor, view_id: int, *, with_id: int | None, on: date) -> SelfView:
    """One colleague may read it and coach from it; None takes it back. Only its writer may."""
    found = own(actor, view_id)
    if with_id == found.user_id or (
        with_id is not None and not User.objects.filter(pk=with_id, is_active=True).exists()
    ):
        raise NotAnother
    found.shared_with_id = with_id
    found.shared_on = on if with_id else None
    found.save(update_fields=["shared_with", "shared_on"])
    journal.record(
        actor, "self_view.shared" if with_id else "self_view.taken_back", found, on=on
    )
    return found


@transaction.atomic
def note_coaching(actor: Actor, view_id: int, words: str, *, on: date) -> CoachingNote:
    """What was talked over; by either of the two."""
    found = self_view(actor, view_id)
    made = CoachingNote.objects.create(
        view=found, author_id=asker(actor), words=words.strip(), noted_on=on
    )
    journal.record(actor, "self_view.coached", found, on=on)
    return made


@transaction.atomic
def throw_away(actor: Actor, view_id: int, *, on: date) -> None:
    """Its writer wants it gone, with all that was said to it."""
    found = own(actor, view_id)
    journal.record(actor, "self_view.thrown_away", found, on=on)
    found.delete()


def own(actor: Actor, view_id: int) -> SelfView:
    """One of one's own."""
    return SelfView.objects.of_oneself(actor).get(pk=view_id)


def self_view(actor: Actor, view_id: int) -> SelfView:
    """One's own, or one that was shared with oneself."""
    rows = SelfView.objects.visible_to(actor).select_related("user", "shared_with")
    return rows.prefetch_related("scores", "notes__author").get(pk=view_id)


def own_views(actor: Actor) -> SelfViewQuerySet:
    """One's own, the newest first."""
    rows = SelfView.objects.of_oneself(actor).select_related("shared_with")
    return rows.prefetch_related("scores").order_by("-made_on")


def shared_with_me(actor: Actor) -> SelfViewQuerySet:
    """What colleagues let one read, the newest first."""
    rows = SelfView.objects.visible_to(actor).exclude(user_id=asker(actor))
    return rows.select_related("user").order_by("-shared_on", "-made_on")


def beside(actor: Actor, found: SelfView) -> SelfViewQuerySet:
    """The looks of the same person one may read, the newest first, to be set beside each other."""
    rows = SelfView.objects.visible_to(actor).filter(user_id=found.user_id)
    return rows.prefetch_related("scores").order_by("-made_on")


def may_look_again(last: SelfView | None, *, on: date) -> bool:
    """Whether so many months have passed that it is worth looking again; before that it is possible, but nobody asks."""
    return last is None or months_after(last.made_on, rule().months) <= on
