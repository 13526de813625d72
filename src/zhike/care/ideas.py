"""Ideas for customers with what came of them, news for whom it may serve, and what we found of their products (S1-72, S0-35)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Q, Sum

from zhike.activities.actions import ideas, tasks
from zhike.activities.actions.ideas import Found
from zhike.activities.models import Idea, Observation, Task
from zhike.activities.querysets import IdeaQuerySet, ObservationQuerySet
from zhike.care.milestones import note_milestone
from zhike.customers import queries as customers
from zhike.customers.lookup import answers_of
from zhike.customers.models import Contact
from zhike.customers.reaching import wishes
from zhike.lib.words import Words
from zhike.trust.actor import Actor, Permission, demand

__all__ = ["Found", "Idea", "Observation"]

A_YEAR = timedelta(days=365)
PROPOSED = 40
LOOKED_AT = 800
KINDS = {
    "channel": Words("新的销路", "A new channel"),
    "saving": Words("省钱的办法", "A way to save"),
    "productivity": Words("提高效率", "Working better"),
    "product": Words("值得看的新产品", "A product worth seeing"),
    "other": Words("其他主意", "Another idea"),
}
RESULTS = {
    "taken": Words("采纳了", "taken up"),
    "trying": Words("在试", "being tried"),
    "declined": Words("没采纳", "not taken up"),
    "silent": Words("没有回音", "no answer"),
}


@transaction.atomic
def offer_idea(
    actor: Actor,
    customer_id: int,
    *,
    kind: str,
    what: str,
    worth: int,
    ask_on: date,
    on: date,
    contact_id: int | None = None,
) -> Idea:
    """An idea for a customer; on the day a task asks what came of it."""
    customer = customers.customer(actor, customer_id)
    contact = customers.contacts(actor, customer_id).get(pk=contact_id) if contact_id else None
    ask = Words(f"问问那个主意怎样了：{what}", f"Ask what came of the idea: {what}")
    task = tasks.plan_task(
        actor,
        customer,
        title=ask.zh[:200],
        title_en=ask.en[:200],
        due_on=ask_on,
        assignee_id=customer.owner_id or actor.user_id,
        on=on,
    )
    return ideas.offer_idea(
        actor,
        customer,
        kind=kind,
        what=what,
        worth=worth,
        offered_on=on,
        ask_on=ask_on,
        contact=contact,
        task=task,
    )


@transaction.atomic
def settle_idea(actor: Actor, idea_id: int, *, result: str, outcome: str, on: date) -> Idea:
    """What came of it; the task that was to ask is over."""
    demand(actor, Permission.LOG_TOUCHES)
    idea = all_ideas(actor).get(pk=idea_id)
    settled = ideas.settle_idea(actor, idea, result=result, outcome=outcome, on=on)
    task = idea.task
    if task and task.ended_on is None:
        why = RESULTS[result]
        tasks.end_task(
            actor,
            task,
            result=Task.Result.SETTLED,
            outcome=outcome or why.zh,
            on=on,
            touch=None,
        )
    return settled


def all_ideas(actor: Actor, customer_id: int | None = None) -> IdeaQuerySet:
    """Every idea one may see, the newest first."""
    rows = Idea.objects.visible_to(actor).select_related("customer", "contact", "by", "task")
    rows = rows.filter(customer_id=customer_id) if customer_id else rows
    return rows.order_by("-offered_on", "-pk")


@dataclass(frozen=True, slots=True)
class Tally:
    """Ideas of twelve months: offered, asked about, taken up, and what those were worth a year (fen)."""

    offered: int
    settled: int
    taken: int
    worth: int


def tally(actor: Actor, *, on: date) -> Tally:
    """What came of a year's ideas."""
    taken = Q(result__in=(Idea.Result.TAKEN, Idea.Result.TRYING))
    rows = Idea.objects.visible_to(actor).filter(offered_on__gt=on - A_YEAR)
    found = rows.aggregate(
        offered=Count("pk"),
        settled=Count("pk", filter=Q(settled_on__isnull=False)),
        taken=Count("pk", filter=taken),
        worth=Sum("worth", filter=taken),
    )
    return Tally(found["offered"], found["settled"], found["taken"], found["worth"] or 0)


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody a piece of news may serve, and the words that say why."""

    contact: Contact
    why: Words


def readers(actor: Actor, topics: str) -> list[Match]:
    """Whom news about these topics may serve: by what they are interested in, then by their trade."""
    words = [
        word for word in topics.replace("，", " ").replace(",", " ").split() if len(word) > 1
    ]
    if not words:
        return []
    by_trade = Q()
    for word in words:
        by_trade |= Q(customer__industry__icontains=word)
    found = _interested(actor, words)
    seen = {match.contact.pk for match in found}
    mine = Contact.objects.visible_to(actor).filter(by_trade)
    if actor.stands_for:
        mine = mine.filter(Q(customer__owner_id__in=actor.stands_for))
    trade = mine.select_related("customer").order_by("-is_main", "pk")[:PROPOSED]
    found += [
        Match(person, Words(f"行业：{industry}", f"trade: {industry}"))
        for person in trade
        if person.pk not in seen
        for industry in [person.customer.industry]
    ]
    wished = wishes(actor, [match.contact.pk for match in found])
    unwanted = {pk for pk, held in wished.items() if any(w.way == "marketing" for w in held)}
    return [match for match in found if match.contact.pk not in unwanted][:PROPOSED]


def _interested(actor: Actor, words: list[str]) -> list[Match]:
    """Those whose known interests hold one of the words; only of one's own customers, whose answers one may read."""
    people = list(
        Contact.objects.visible_to(actor)
        .filter(customer__owner_id__in=actor.stands_for)
        .select_related("customer")
        .order_by("-pk")[:LOOKED_AT]
    )
    likes = answers_of([person.pk for person in people], "person.likes")
    return [
        Match(person, Words(f"喜欢{said}", f"likes {said}"))
        for person in people
        if (said := likes.get(person.pk, "")) and any(word in said for word in words)
    ]


@transaction.atomic
def pass_on(actor: Actor, contact_ids: list[int], *, what: str, on: date) -> int:
    """The news is noted for each of them, and what has to be done about it begins; says for how many."""
    people = Contact.objects.visible_to(actor).filter(pk__in=contact_ids[:PROPOSED])
    for person in people:
        note_milestone(
            actor,
            customer_id=person.customer_id,
            contact_id=person.pk,
            kind="news",
            what=what[:200],
            happens_on=on,
            on=on,
        )
    return len(people)


@transaction.atomic
def note_observation(actor: Actor, customer_id: int, found: Found, *, on: date) -> Observation:
    """We used it ourselves, and this is what we found."""
    return ideas.note_observation(actor, customers.customer(actor, customer_id), found, on=on)


@transaction.atomic
def share_observation(actor: Actor, row_id: int, *, on: date) -> Observation:
    """He was told."""
    return ideas.share_observation(actor, observations(actor).get(pk=row_id), on=on)


def observations(actor: Actor, customer_id: int | None = None) -> ObservationQuerySet:
    """What was found of products, the newest first."""
    rows = Observation.objects.visible_to(actor).select_related("customer", "by")
    rows = rows.filter(customer_id=customer_id) if customer_id else rows
    return rows.order_by("-used_on", "-pk")
