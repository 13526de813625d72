"""In which channel somebody serves and which grade of account manager he is, and what that asks of him (S3-01, S3-03, S3-15)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from zhike.lib.words import Words
from zhike.methods.staffing import Post, Staffing, is_enough
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.users.editions.in_use import methods
from zhike.users.models import User

STAFF = "staff"


def staffing() -> Staffing:
    """Channels, posts and which class wants which, as the method in use has them."""
    return methods().staffing[STAFF]


class UnknownPost(LookupError):
    """There is no such channel or post."""


@transaction.atomic
def place_person(actor: Actor, user: User, *, channel: str, post: str, on: date) -> User:
    """Somebody serves in this channel and holds this grade; empty for neither."""
    demand(actor, Permission.MANAGE_PEOPLE)
    staff = staffing()
    if (channel and channel not in {c.key for c in staff.channels}) or (
        post and staff.post(post) is None
    ):
        raise UnknownPost
    if (user.channel, user.post) == (channel, post):
        return user
    user.channel, user.post = channel, post
    user.save(update_fields=["channel", "post"])
    journal.record(actor, "person.placed", user, on=on, channel=channel, post=post)
    return user


def post_of(user: User) -> Post | None:
    """The grade somebody holds, with its duties and norms."""
    return staffing().post(user.post) if user.post else None


def too_junior(user: User | None, classes: Sequence[tuple[str, str]]) -> Words | None:
    """A warning where a customer of these classes wants a higher grade than this person holds; it never stops anybody."""
    if user is None:
        return None
    staff = staffing()
    want, post = staff.wanted(classes), staff.post(user.post) if user.post else None
    if post is None or want is None or is_enough(post.rank, want):
        return None
    rank = _RANKS[want.rank]
    return Words(
        f"{user} 是{post.title.zh}；这位客户的等级（{want.grade}）应由{rank.zh}客户经理照看。",
        f"{user} is a {post.title.en.lower()}; a customer of this class ({want.grade}) wants a {rank.en} one.",
    )


_RANKS = {
    "ordinary": Words("普通", "ordinary"),
    "middle": Words("中级", "middle"),
    "senior": Words("高级", "senior"),
}
