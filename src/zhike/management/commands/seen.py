"""`zhike seen --user X --from DAY --until DAY`: the breach drill (P32), whom and what somebody opened or took in a span of days."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import get_current_timezone, make_aware

from zhike.exchange.out.sighting import Seen, seen
from zhike.lib.words import Words, speaking
from zhike.serving.terminal import language_here
from zhike.users.queries import names

_WAYS = {
    "export": Words("导出取走", "taken in a file"),
    "loan": Words("借阅时打开", "opened on loan"),
    "sealed": Words("打开密封答案", "sealed answer opened"),
}
_SUM = Words(
    "{customers} 位客户，{persons} 个人。", "{customers} customers, {persons} persons."
)


class Command(BaseCommand):
    help = "列出某人在一段时间里看过、取走的客户与字段 / List what somebody opened or took"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", required=True)
        parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True)
        parser.add_argument("--until", dest="last", type=date.fromisoformat, required=True)
        parser.add_argument("--lang", choices=["zh", "en"], default=language_here())

    def handle(
        self, *_args: Any, user: str, first: date, last: date, lang: str, **_options: Any
    ) -> None:
        user_id = names().get(user.strip().lower())
        if user_id is None:
            raise CommandError(
                f"没有叫 {user} 的人，请写登录名。 / Nobody signs in as {user}; please give a sign-in name."
            )
        found = seen(user_id, _start(first), _start(last + timedelta(days=1)))
        with speaking(lang):
            for line in found:
                self.stdout.write(_told(line))
            total = _SUM.format(
                customers=len({line.customer_id for line in found if line.customer_id}),
                persons=len({line.person_id for line in found if line.person_id}),
            )
            self.stdout.write(str(total))


def _start(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min), get_current_timezone())


def _told(line: Seen) -> str:
    """One line, its parts between tabs: moment, way, customer, person, fields, why."""
    parts = (
        f"{line.at:%Y-%m-%d %H:%M}",
        str(_WAYS[line.way]),
        f"{line.customer} ({line.customer_id})" if line.customer_id else "–",
        f"{line.person} ({line.person_id})" if line.person_id else "–",
        ", ".join(line.fields),
        line.why,
    )
    return "\t".join(parts)
