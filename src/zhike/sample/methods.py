"""What the sample company made of the methods: one edition with its reason, and a draft somebody is still weighing."""

from datetime import date

from zhike.methods.editing import with_values
from zhike.trust.actor import Door
from zhike.users.editions import in_use, queries
from zhike.users.editions.publishing import keep_draft, publish
from zhike.users.models import User
from zhike.users.queries import actor_for

_CARD = ("cards", "fair_comment")
_GRADES = ("scorecards", "evaluation")
_RHYTHM = ("standards", "contact_rhythm")


def change_the_methods(director: User, day: date) -> None:
    """The director adds a phrase heard from customers, and thinks of seeing the best ones every three weeks, and of more of them."""
    actor = actor_for(director, Door.WEB, on=day)
    texts = in_use.methods().texts
    line = '{ zh = "最差", en = "the worst" },'
    card = texts[_CARD].replace(line, f'{line}\n  {{ zh = "坑人", en = "a rip-off" }},')
    publish(
        actor,
        {_CARD: card},
        seen={_CARD: queries.digest(texts[_CARD])},
        why="客户反映的说法，加进词表",
        on=day,
    )
    keep_draft(
        actor, _RHYTHM, with_values(texts[_RHYTHM], {"grades[1].contact_every_days": 21})
    )
    keep_draft(actor, _GRADES, with_values(texts[_GRADES], {"bands[1].at_least": 75}))
