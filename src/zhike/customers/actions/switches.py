"""Sensitive questions are switched on by two people, and off by one (P7)."""

from datetime import date

from django.db import transaction

from zhike.customers.models import ItemSwitch
from zhike.trust import journal
from zhike.trust.actor import Actor, Forbidden, Permission, demand


class OwnRequest(PermissionError):
    """Nobody grants what he asked for himself."""


@transaction.atomic
def ask_switch(actor: Actor, *, form: str, item: str, assessment: str, on: date) -> ItemSwitch:
    """Somebody wants a question switched on and names the impact assessment that allows it."""
    demand(actor, Permission.SWITCH_METHODS)
    if actor.user_id is None:
        raise Forbidden(Permission.SWITCH_METHODS)
    switch, made = ItemSwitch.objects.get_or_create(
        form=form,
        item=item,
        off_on=None,
        defaults={
            "assessment": assessment,
            "asked_by_id": actor.user_id,
            "asked_on": on,
        },
    )
    if made:
        journal.record(actor, "question.asked_on", switch, on=on, form=form, item=item)
    return switch


@transaction.atomic
def grant_switch(actor: Actor, switch: ItemSwitch, *, on: date) -> ItemSwitch:
    """Somebody else agrees: from now on the question may be answered."""
    demand(actor, Permission.SWITCH_METHODS)
    if switch.asked_by_id == actor.user_id:
        raise OwnRequest(switch.pk)
    switch.granted_by_id, switch.granted_on = actor.user_id, on
    switch.save(update_fields=["granted_by", "granted_on"])
    journal.record(
        actor, "question.switched_on", switch, on=on, form=switch.form, item=switch.item
    )
    return switch


@transaction.atomic
def switch_off(actor: Actor, switch: ItemSwitch, *, on: date) -> ItemSwitch:
    """The question is no longer asked; what was answered stays sealed until it expires."""
    demand(actor, Permission.SWITCH_METHODS)
    switch.off_on = on
    switch.save(update_fields=["off_on"])
    journal.record(
        actor, "question.switched_off", switch, on=on, form=switch.form, item=switch.item
    )
    return switch
