"""What people have done with the sample's book: tags, managed lists, saved views, favourites, and a likely double."""

from collections.abc import Sequence
from datetime import date

from zhike.customers.actions import marks, views
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.actions.doubles import find_pairs
from zhike.customers.models import Tag
from zhike.sample.staff import ACCOUNT_MANAGER
from zhike.sample.writing import Account
from zhike.trust.actor import Actor, Door
from zhike.users.models import User
from zhike.users.queries import actor_for
from zhike.users.rules import Role
from zhike.value.filters import Condition, Filter, Group
from zhike.value.listing import Wanted

_TAGGED = (
    (0, "有投诉"),
    (2, "被压价"),
    (4, "高层不认"),
    (5, "内部意见不一"),
    (7, "被敷衍"),
    (9, "被压价"),
)
_LISTED = ((0, "全年计划的重点"), (1, "全年计划的重点"), (3, "新厂投产，用量将增"))


def keep_the_book(accounts: Sequence[Account], staff: Sequence[User], day: date) -> None:
    """Leave the book as people who work with it leave it."""
    head = actor_for(next(p for p in staff if p.role == Role.DIRECTOR), Door.WEB, on=day)
    hers = actor_for(staff[ACCOUNT_MANAGER], Door.WEB, on=day)
    own = [account.customer for account in accounts if account.owner == staff[ACCOUNT_MANAGER]]
    marks.ship_tags(Actor.clock())
    vocabulary = {tag.name: tag for tag in Tag.objects.all()}
    for place, word in _TAGGED:
        if place < len(own):
            marks.tag_customer(hers, own[place], vocabulary[word], on=day)
    chosen = marks.make_list(
        head, name="公司级重点客户", level="company", purpose="年度客户计划的对象", on=day
    )
    for place, why in _LISTED:
        if place < len(own):
            marks.add_to_list(hers, own[place], chosen, why=why, on=day)
            marks.star(hers, own[place], starred=True)
    _save_views(head, hers, day)
    if own:
        twin = CustomerDraft(name=own[0].short_name or own[0].name, phone=own[0].phone)
        open_customer(hers, twin, owner_id=hers.user_id, on=day)
        find_pairs(Actor.clock(), on=day)


def _save_views(head: Actor, hers: Actor, day: date) -> None:
    """A view of one's own, and a segment for everybody."""
    quiet = Wanted(
        where=Filter(
            (
                Group((Condition("grade", "is", "A"), Condition("grade", "is", "B")), any=True),
                Group((Condition("touch", "older", "30"),)),
            )
        )
    )
    views.save_view(
        hers,
        views.ViewDraft("一个月没联系的 A、B 类", quiet.as_data(), sort="touch"),
        on=day,
    )
    troubled = Wanted(where=Filter((Group((Condition("tag", "filled"),)),)))
    views.save_view(
        head,
        views.ViewDraft("关系有难处的客户", troubled.as_data(), reach="all", is_segment=True),
        on=day,
    )
