"""A real mail server and a real web receiver on this machine, for what leaves the house."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.conftest import Cast
from zhike.care.messages.letters import Edit, edit_letter, write_letter
from zhike.care.models import Letter, MailServer

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
"""Monday noon in the house's own zone: a working hour of a working day."""


class Sink:
    """Takes mail, or answers as it is told to: `rcpt` and `data` are whole answers such as `550 no such user`."""

    def __init__(self) -> None:
        self.rcpt = self.data = "250 OK"
        self.got: list[EmailMessage] = []
        self.raw: list[bytes] = []

    async def handle_RCPT(  # noqa: N802 - the library calls it so
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(  # noqa: N802 - the library calls it so
        self, server: Any, _session: Any, envelope: Any
    ) -> str:
        self.raw.append(envelope.content)
        if self.data == "hang up":
            server.transport.close()
            return ""
        if self.data.startswith("250"):
            self.got.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.data


class _Quiet(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, decode_data=False, hostname="sink")


@contextmanager
def mail_sink() -> Iterator[Sink]:
    """A mail server on a free port that the house is set up to use."""
    sink = Sink()
    server = _Quiet(sink, hostname="127.0.0.1", port=free_port())
    server.start()
    MailServer.objects.update_or_create(
        pk=1,
        defaults={
            "host": "127.0.0.1", "port": server.port, "security": "none",
            "from_address": "care@hengxin.example", "site": "https://crm.hengxin.example",
        },
    )  # fmt: skip
    try:
        yield sink
    finally:
        server.stop()


@contextmanager
def web_receiver() -> Iterator[tuple[str, list[bytes]]]:
    """A receiver of posts: its host and port, and what came."""
    came: list[bytes] = []

    class Taker(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Quietly."""

    server = HTTPServer(("127.0.0.1", 0), Taker)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", came
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def letter_to_yu(
    cast: Cast,
    document: str = "visit_thanks",
    *,
    values: dict[str, str] | None = None,
    at: datetime = NOON,
    **edited: str,
) -> Letter:
    """Lin writes to Yu, who has an address; every question is answered."""
    cast.yu.email = "yu@hengyuan.example"
    cast.yu.save(update_fields=["email"])
    lin = cast.actor(cast.lin)
    made = write_letter(
        lin, contact_id=cast.yu.pk, document_name=document, language="zh", at=at, on=at.date()
    )
    text = edited.get("body", "于总：\n\n谢谢您的接待。\n\n林一")
    edit = Edit(
        edited.get("subject", "谢谢您的接待"), text, made.to, values or {"visited": "11月20日"}
    )
    return edit_letter(lin, made.pk, edit, at=at)


def later(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)
