"""Things of ours are placed at customers, checked, repaired, given back or sold (S2-23)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhike.activities.models import Asset, AssetCheck, Programme
from zhike.customers.models import Customer
from zhike.trust import journal
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker


class NotYet(ValueError):
    """Nothing was placed, checked or given back on a day still to come."""


class NoLongerThere(ValueError):
    """It was given back or sold already."""


class ElsewhereAlready(ValueError):
    """A thing of this serial stands at a customer already; nobody is told at which."""


@dataclass(frozen=True, slots=True)
class AssetDraft:
    """What is placed: which offer, what, its serial and worth (fen), on which terms at which fee (fen), under which written agreement, until when."""

    offer: str
    what: str
    serial: str
    worth: int
    terms: str
    fee: int
    agreement: str
    placed_on: date
    due_back_on: date | None = None
    because: str = ""


@transaction.atomic
def place_asset(
    actor: Actor,
    customer: Customer,
    draft: AssetDraft,
    *,
    next_check_on: date | None,
    method: str,
    on: date,
    programme: Programme | None = None,
) -> Asset:
    """Into the register; what is sold outright is no longer ours from that day."""
    demand(actor, Permission.LOG_TOUCHES)
    if draft.placed_on > on:
        raise NotYet
    serial = draft.serial.strip()
    if Asset.objects.unscoped().there().filter(serial=serial).exists():
        raise ElsewhereAlready
    is_sold = draft.terms == Asset.Terms.SALE
    asset = Asset.objects.create(
        customer=customer,
        programme=programme,
        offer=draft.offer,
        what=draft.what.strip(),
        serial=serial,
        worth=draft.worth,
        terms=draft.terms,
        fee=draft.fee,
        agreement=draft.agreement.strip(),
        because=draft.because.strip(),
        method=method,
        placed_on=draft.placed_on,
        due_back_on=None if is_sold else draft.due_back_on,
        next_check_on=None if is_sold else next_check_on,
        state=Asset.State.SOLD if is_sold else Asset.State.PLACED,
        left_on=draft.placed_on if is_sold else None,
        by_id=asker(actor),
    )
    _record(
        actor, "placed", asset, on=draft.placed_on, terms=asset.terms, because=draft.because
    )
    return asset


@transaction.atomic
def check_asset(
    actor: Actor,
    asset: Asset,
    *,
    found: str,
    words: str,
    checked_on: date,
    next_check_on: date,
    on: date,
) -> AssetCheck:
    """Somebody looked after it; what is damaged is in repair until somebody finds it used again."""
    demand(actor, Permission.LOG_TOUCHES)
    _still_there(asset)
    if checked_on > on:
        raise NotYet
    check = AssetCheck.objects.create(
        asset=asset, found=found, words=words.strip(), checked_on=checked_on, by_id=asker(actor)
    )
    asset.checked_on, asset.next_check_on = checked_on, next_check_on
    broken = found == AssetCheck.Found.DAMAGED
    asset.state = Asset.State.REPAIR if broken else Asset.State.PLACED
    asset.save(update_fields=["checked_on", "next_check_on", "state"])
    _record(actor, "checked", asset, on=checked_on, found=found)
    return check


@transaction.atomic
def take_back(actor: Actor, asset: Asset, *, left_on: date, on: date) -> Asset:
    """It is with us again."""
    return _leave(actor, asset, Asset.State.RETURNED, "returned", left_on=left_on, on=on)


@transaction.atomic
def sell_asset(actor: Actor, asset: Asset, *, left_on: date, on: date) -> Asset:
    """It is the customer's now."""
    return _leave(actor, asset, Asset.State.SOLD, "sold", left_on=left_on, on=on)


def _leave(
    actor: Actor, asset: Asset, state: Asset.State, what: str, *, left_on: date, on: date
) -> Asset:
    demand(actor, Permission.LOG_TOUCHES)
    _still_there(asset)
    if left_on > on or left_on < asset.placed_on:
        raise NotYet
    asset.state, asset.left_on, asset.next_check_on = state, left_on, None
    asset.save(update_fields=["state", "left_on", "next_check_on"])
    _record(actor, what, asset, on=left_on)
    return asset


def _still_there(asset: Asset) -> None:
    if not asset.is_there:
        raise NoLongerThere


def _record(actor: Actor, what: str, asset: Asset, *, on: date, **more: str) -> None:
    journal.record(
        actor,
        f"asset.{what}",
        asset,
        on=on,
        customer_id=asset.customer_id,
        what=asset.what,
        serial=asset.serial,
        **more,
    )
