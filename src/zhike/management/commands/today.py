"""`zhike today`: the day's agenda in a terminal, the same lines as on the page."""

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import get_current_timezone, localtime, make_aware

from zhike.care.agenda import Agenda
from zhike.care.queries import agenda
from zhike.customers.badges import Badge
from zhike.lib.words import Words, speaking
from zhike.trust.actor import Actor, Door
from zhike.users.queries import actor_for, by_username

SECTIONS = {
    "clocked": Words("有时限的", "With a clock"),
    "contact": Words("该联系了", "Should hear from us"),
    "dates": Words("生日与节日", "Birthdays and festivals"),
}


class Command(BaseCommand):
    help = "今天要做的事，每件都说明为什么 / What to do today, and why"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--user", default="", help="登录名；不写则看所有人的 / sign-in name"
        )
        parser.add_argument("--as-of", type=date.fromisoformat, default=None, metavar="DATE")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--lang", choices=("zh", "en"), default="zh")

    def handle(
        self,
        *_args: Any,
        user: str,
        as_of: date | None,
        json: bool,
        lang: str,
        **_options: Any,
    ) -> None:
        now = localtime()
        if as_of is not None:
            now = make_aware(datetime.combine(as_of, time(9)), get_current_timezone())
        actor = _actor(user, now.date())
        found = agenda(actor, now=now, whose="mine" if user else "team")
        with speaking(lang):
            for line in [_as_json(found, lang)] if json else _as_text(found):
                self.stdout.write(line)


def _actor(username: str, on: date) -> Actor:
    if not username:
        return Actor.clock()
    user = by_username(username)
    if user is None:
        raise CommandError(
            f"没有叫 {username} 的在职用户，请写登录名。 / "
            f"Nobody active signs in as {username}; please give a sign-in name."
        )
    return actor_for(user, Door.CLOCK, on=on)


def _as_text(found: Agenda) -> Iterator[str]:
    yield f"{found.on}  {Words('要做', 'to do')} {found.figures.to_do}"
    for section in found.sections:
        if not section.lines:
            continue
        yield f"\n{SECTIONS[section.key]}"
        for line in section.lines:
            where = " · ".join(filter(None, (line.customer_name, line.contact_name)))
            yield f"  {line.lead!s:<10} {line.grade or ' '} {line.title} · {where}".rstrip(" ·")
            yield f"             {line.why}"
        if section.more:
            yield f"  {Words('还有 {n} 件', '{n} more').format(n=section.more)}"


def _as_json(found: Agenda, lang: str) -> str:
    return json.dumps(
        {
            "on": found.on.isoformat(),
            "figures": {k: _plain(v, lang) for k, v in _fields(found.figures).items()},
            "sections": [
                {
                    "key": section.key,
                    "lines": [
                        {k: _plain(v, lang) for k, v in _fields(line).items()}
                        for line in section.lines
                    ],
                    "more": section.more,
                }
                for section in found.sections
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _fields(item: Any) -> dict[str, Any]:
    return {field.name: getattr(item, field.name) for field in fields(item)}


def _plain(value: Any, lang: str) -> Any:
    if isinstance(value, Words):
        return value.said_in(lang)
    if isinstance(value, tuple):
        return [_plain(each, lang) for each in value]
    if isinstance(value, Badge):
        return _plain(value.words, lang)
    return value.isoformat() if isinstance(value, date) else value
