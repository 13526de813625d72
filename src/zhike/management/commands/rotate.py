"""`zhike rotate`: a new master key, and every person's key wrapped under it; killed, it goes on where it stopped."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhike.trust import keyring, sealing


class Command(BaseCommand):
    help = (
        "换主密钥并重新包裹所有人的密钥 / Change the master key and wrap everybody's key anew"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--finish",
            action="store_true",
            help="只完成上次没做完的 / only finish what was begun, without another new key",
        )

    def handle(self, *_args: Any, finish: bool, **_options: Any) -> None:
        if not finish:
            keyring.add_key()
        total = 0
        while count := sealing.rewrap():
            total += count
        keyring.drop_unused()
        self.stdout.write(f"{total} 把密钥已重新包裹。 / {total} keys wrapped anew.")
