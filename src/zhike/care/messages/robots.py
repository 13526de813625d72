"""Channels outside for our own people: robots of WeCom, DingTalk, Feishu and others. Only our own words go there, and a link."""

import logging
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from zhike.care.models import Robot
from zhike.lib.words import Words
from zhike.trust import house_secrets, journal
from zhike.trust.actor import Actor, Permission, demand

log = logging.getLogger(__name__)

# How each asks for its address, and what the library calls it. `other` takes the library's own kind of address.
KINDS: dict[str, tuple[Words, str]] = {
    "wecom": (Words("企业微信群机器人", "WeCom group robot"), "wecombot://{token}"),
    "dingtalk": (Words("钉钉群机器人", "DingTalk group robot"), "dingtalk://{token}"),
    "feishu": (Words("飞书群机器人", "Feishu group robot"), "feishu://{token}"),
    "other": (Words("其他（Apprise 地址）", "Other (an Apprise address)"), "{token}"),
}


class BadRobot(ValueError):
    """The address is none the library knows."""


@dataclass(frozen=True, slots=True)
class RobotDraft:
    """A robot as it is set up; `token` is the key, or the whole web address the service gives."""

    name: str
    kind: str
    token: str
    tells_names: bool


def robots() -> QuerySet[Robot]:
    """Every robot, those in use first."""
    return Robot.objects.order_by("-is_on", "name")


@transaction.atomic
def add_robot(actor: Actor, draft: RobotDraft, *, on: date) -> Robot:
    """A channel more; `BadRobot` when its address makes no sense."""
    demand(actor, Permission.MANAGE_POST)
    address = KINDS[draft.kind][1].format(
        token=_token(draft.token) if draft.kind != "other" else draft.token.strip()
    )
    _library(address)
    robot = Robot.objects.create(
        name=draft.name,
        kind=draft.kind,
        sealed=house_secrets.locked("robot", address),
        tells_names=draft.tells_names,
    )
    journal.record(actor, "robot.added", robot, on=on, name=robot.name, robot=robot.kind)
    return robot


@transaction.atomic
def switch_robot(actor: Actor, robot_id: int, *, is_on: bool, on: date) -> Robot:
    """Use a robot, or stop using it."""
    demand(actor, Permission.MANAGE_POST)
    robot = Robot.objects.get(pk=robot_id)
    robot.is_on = is_on
    robot.save(update_fields=["is_on"])
    journal.record(actor, "robot.switched", robot, on=on, name=robot.name, is_on=is_on)
    return robot


def tell(robot: Robot, title: str, text: str) -> bool:
    """Say it there; whether the channel took it."""
    try:
        address = house_secrets.opened("robot", robot.sealed)
        return bool(_library(address).notify(title=title, body=text))
    except (ValueError, OSError):
        log.exception("The robot %s was not told.", robot.pk)
        return False


def _token(given: str) -> str:
    """The key in a robot's web address: what follows `key=`, `access_token=` or the last slash."""
    text = given.strip()
    for mark in ("access_token=", "key=", "/"):
        if mark in text:
            text = text.rpartition(mark)[2]
            break
    return text.partition("&")[0]


def _library(address: str) -> Any:  # noqa: ANN401 - the library ships no types
    from apprise import (
        Apprise,  # costs a third of a second, and most processes never tell anybody
    )

    found = Apprise()
    if not found.add(address):
        raise BadRobot
    return found
