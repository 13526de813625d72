"""`zhike link USER…`: a one-time way in for each of these, printed as full addresses."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from zhike.serving.links import link_for
from zhike.users.queries import by_username


class Command(BaseCommand):
    help = "打印一次性登录链接 / Print a one-time sign-in link"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("users", nargs="+", metavar="USER")
        parser.add_argument("--base", default="http://127.0.0.1:8765")

    def handle(self, *_args: Any, users: list[str], base: str, **_options: Any) -> None:
        for user in users:
            found = by_username(user)
            if found is None:
                raise CommandError(
                    f"没有叫 {user} 的在职用户，请写登录名。 / "
                    f"Nobody active signs in as {user}; please give a sign-in name."
                )
            self.stdout.write(link_for(found, base=base, at=timezone.now()))
