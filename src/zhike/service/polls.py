"""Colleagues say whose fault a bad relation is, and how we stand before a customer: opinions that stay opinions (S0-03, S0-36, S0-37)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.customers.models import Customer
from zhike.service.models import Case, Poll, PositionCheck, Vote
from zhike.service.querysets import PollQuerySet, PositionQuerySet
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


class PollClosed(ValueError):
    """The poll is closed: what was voted stays."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a poll stands. The votes of the others show only once one has voted oneself, or it is closed: nobody follows the crowd."""

    poll: Poll
    votes: Sequence[Vote]
    mine: Vote | None
    is_shown: bool

    @property
    def counts(self) -> Counter[str]:
        """Votes by side."""
        return Counter(vote.side for vote in self.votes)


@transaction.atomic
def open_poll(
    actor: Actor,
    customer: Customer,
    *,
    about: str,
    what: str,
    on: date,
    case: Case | None = None,
) -> Poll:
    """Colleagues are asked who answers for it."""
    demand(actor, Permission.LOG_TOUCHES)
    made = Poll.objects.create(
        customer=customer, about=about, what=what.strip(), case=case,
        opened_by_id=asker(actor), opened_on=on,
    )  # fmt: skip
    journal.record(actor, "poll.opened", made, on=on, customer_id=customer.pk, what=made.what)
    return made


@transaction.atomic
def vote(actor: Actor, poll: Poll, *, side: str, why: str, on: date) -> Vote:
    """What one thinks; the last word of each counts. `PollClosed` once it is."""
    demand(actor, Permission.LOG_TOUCHES)
    if poll.closed_on:
        raise PollClosed
    made, _ = Vote.objects.update_or_create(
        poll=poll,
        voter_id=asker(actor),
        defaults={"side": side, "why": why.strip(), "voted_on": on},
    )
    journal.record(actor, "poll.voted", poll, on=on, customer_id=poll.customer_id)
    return made


@transaction.atomic
def close_poll(actor: Actor, poll: Poll, *, on: date) -> None:
    """No more votes; for whoever opened it, or leads."""
    if poll.opened_by_id != actor.user_id:
        demand(actor, Permission.MANAGE_BOOK)
    if poll.closed_on:
        return
    poll.closed_on = on
    poll.save(update_fields=["closed_on"])
    journal.record(actor, "poll.closed", poll, on=on, customer_id=poll.customer_id)


def polls(actor: Actor) -> PollQuerySet:
    """The polls about customers one may see, the newest first."""
    rows = Poll.objects.visible_to(actor).select_related("customer", "opened_by")
    return rows.order_by("closed_on", "-opened_on", "-pk")


def tally(actor: Actor, poll_id: int) -> Tally:
    """One poll and its votes, the oldest first."""
    poll = polls(actor).get(pk=poll_id)
    votes = list(poll.votes.select_related("voter").order_by("voted_on", "pk"))
    mine = next((vote for vote in votes if vote.voter_id == actor.user_id), None)
    return Tally(poll, votes, mine, is_shown=bool(mine or poll.closed_on))


@transaction.atomic
def check_position(
    actor: Actor,
    customer: Customer,
    *,
    right: str,
    improper: Sequence[str],
    why: str,
    on: date,
) -> PositionCheck:
    """How one finds that we stand before a customer today; earlier checks stay."""
    demand(actor, Permission.LOG_TOUCHES)
    made = PositionCheck.objects.create(
        customer=customer, right=right, improper=list(improper), why=why.strip(),
        checked_by_id=asker(actor), checked_on=on,
    )  # fmt: skip
    journal.record(actor, "position.checked", made, on=on, customer_id=customer.pk)
    return made


def positions(actor: Actor, customer_id: int) -> PositionQuerySet:
    """How we were found to stand before a customer, the newest first."""
    rows = PositionCheck.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("checked_by").order_by("-checked_on", "-pk")
