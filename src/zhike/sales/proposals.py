"""A proposal goes out once a colleague has reviewed it by six criteria; afterwards the customer's view stands beside (S0-18)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.methods.proposals import RULE, Criterion, ProposalRule
from zhike.sales.models import Proposal as Proposal
from zhike.sales.models import ProposalMark, ProposalView
from zhike.sales.querysets import ProposalQuerySet
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker
from zhike.users.editions.in_use import methods


class OwnWork(ValueError):
    """Nobody reviews what he wrote himself."""


class NotReviewed(ValueError):
    """It cannot go out before a colleague has reviewed it."""


class TooEarly(ValueError):
    """The customer has not got it yet; or it is out, and a review before release comes too late."""


class NotWhole(ValueError):
    """A criterion has no level, or one there is not."""


@dataclass(frozen=True, slots=True)
class Side:
    """One criterion: the lowest level of the colleagues' newest reviews and of the customer's views, None where nobody judged."""

    criterion: Criterion
    peers: int | None
    client: int | None

    @property
    def lowest(self) -> int:
        """What decides the order: the weakest first, what nobody judged last."""
        return min((v for v in (self.peers, self.client) if v is not None), default=99)


def rule() -> ProposalRule:
    """The criteria in use."""
    return methods().proposals[RULE]


@transaction.atomic
def write_proposal(
    actor: Actor, customer_id: int, *, title: str, gist: str, on: date
) -> Proposal:
    """A proposal is ready to be reviewed."""
    demand(actor, Permission.LOG_TOUCHES)
    customer = customers.customer(actor, customer_id)
    made = Proposal.objects.create(
        customer=customer, title=title.strip(), gist=gist.strip(), written_by_id=asker(actor), written_on=on
    )  # fmt: skip
    journal.record(
        actor, "proposal.written", made, on=on, customer_id=customer.pk, title=made.title
    )
    return made


@transaction.atomic
def review(
    actor: Actor, proposal_id: int, marks: Mapping[str, int], *, words: str, on: date
) -> ProposalView:
    """A colleague who did not write it judges it before it goes out; his newest review counts."""
    found = proposal(actor, proposal_id)
    if found.written_by_id == actor.user_id:
        raise OwnWork
    if found.released_on:
        raise TooEarly
    return _noted(actor, found, "peer", marks, words=words, contact_id=None, on=on)


@transaction.atomic
def release(actor: Actor, proposal_id: int, *, on: date) -> Proposal:
    """It goes to the customer; `NotReviewed` while no colleague has looked at it."""
    demand(actor, Permission.LOG_TOUCHES)
    found = proposal(actor, proposal_id)
    seen = ProposalView.objects.visible_to(actor).filter(proposal=found)
    if not seen.filter(side=ProposalView.Side.PEER).exists():
        raise NotReviewed
    if found.released_on is None:
        found.released_by_id, found.released_on = asker(actor), on
        found.save(update_fields=["released_by", "released_on"])
        journal.record(
            actor, "proposal.released", found, on=on, customer_id=found.customer_id, title=found.title
        )  # fmt: skip
    return found


@transaction.atomic
def note_client_view(
    actor: Actor,
    proposal_id: int,
    marks: Mapping[str, int],
    *,
    words: str,
    on: date,
    contact_id: int | None = None,
) -> ProposalView:
    """How the customer sees it, once he has it."""
    found = proposal(actor, proposal_id)
    if found.released_on is None:
        raise TooEarly
    return _noted(actor, found, "client", marks, words=words, contact_id=contact_id, on=on)


def _noted(
    actor: Actor,
    found: Proposal,
    side: str,
    marks: Mapping[str, int],
    *,
    words: str,
    contact_id: int | None,
    on: date,
) -> ProposalView:
    demand(actor, Permission.LOG_TOUCHES)
    held = rule()
    if set(marks) != {each.key for each in held.criteria} or not all(
        1 <= level <= len(held.levels) for level in marks.values()
    ):
        raise NotWhole
    people = customers.contacts(actor, found.customer_id)
    made = ProposalView.objects.create(
        proposal=found,
        side=side,
        contact=people.get(pk=contact_id) if contact_id else None,
        words=words.strip(),
        noted_by_id=asker(actor),
        noted_on=on,
    )
    ProposalMark.objects.bulk_create(
        ProposalMark(view=made, criterion=key, level=level) for key, level in marks.items()
    )
    kind = "proposal.reviewed" if side == "peer" else "proposal.judged"
    journal.record(actor, kind, found, on=on, customer_id=found.customer_id, title=found.title)
    return made


def proposals(actor: Actor, customer_id: int) -> ProposalQuerySet:
    """A customer's proposals, the newest first."""
    rows = Proposal.objects.visible_to(actor).filter(customer_id=customer_id)
    return rows.select_related("written_by").order_by("-written_on", "-pk")


def proposal(actor: Actor, proposal_id: int) -> Proposal:
    """One proposal."""
    rows = Proposal.objects.visible_to(actor)
    return rows.select_related("customer", "written_by", "released_by").get(pk=proposal_id)


def views(actor: Actor, found: Proposal) -> list[ProposalView]:
    """How it was seen, the newest first."""
    rows = ProposalView.objects.visible_to(actor).filter(proposal=found)
    return list(
        rows.select_related("noted_by", "contact")
        .prefetch_related("marks")
        .order_by("-noted_on", "-pk")
    )


def sides(seen: Sequence[ProposalView]) -> list[Side]:
    """Each criterion with what colleagues and the customer think, the weakest first; of a colleague the newest review counts."""
    newest: dict[tuple[str, int | None], ProposalView] = {}
    for view in seen:
        who = view.noted_by_id if view.side == ProposalView.Side.PEER else view.contact_id
        newest.setdefault((view.side, who), view)
    levels: dict[tuple[str, str], list[int]] = {}
    for (side, _), view in newest.items():
        for mark in view.marks.all():
            levels.setdefault((side, mark.criterion), []).append(mark.level)
    found = [
        Side(
            each,
            min(levels.get(("peer", each.key), []), default=None),
            min(levels.get(("client", each.key), []), default=None),
        )
        for each in rule().criteria
    ]
    return sorted(found, key=lambda side: side.lowest)


def level_words(level: int | None) -> Words | None:
    """A level in words; None for none."""
    held = rule().levels
    return held[level - 1] if level and level <= len(held) else None
