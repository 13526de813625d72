"""The web server with its companion: granian in front, the worker beside it, one command for both."""

import os
import socket
from collections.abc import Callable
from functools import partial

from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import CommandError
from django.db import connections
from django.utils.timezone import localdate
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from zhike.lib.words import Words
from zhike.lib.workdays import is_workday
from zhike.serving.companion import Companion
from zhike.serving.orphans import end_with
from zhike.serving.terminal import say_both


def run_server(
    *, host: str, port: int, workers: int, when_up: Callable[[], None] = lambda: None
) -> None:
    """Serve until SIGINT or SIGTERM; leaves nothing running. `when_up` is called once the port is ours."""
    demand_free_port(host, port)
    # Loaded once here, the calendar of working days is there in every web process forked from this one;
    # the first visitor need not wait a second for it.
    is_workday(localdate())
    # A database connection must not be shared with them.
    connections.close_all()
    companion = Companion()
    server = Granian(
        "zhike.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    )
    server.on_startup(companion.start)
    server.on_startup(when_up)
    server.on_shutdown(companion.stop)
    try:
        server.serve(target_loader=partial(load_application, os.getpid()), wrap_loader=False)
    except SystemExit:
        # Ctrl-C reaches the web processes too; granian then takes their end for a failure.
        if not server.interrupt_signal:
            raise


def load_application(parent: int) -> WSGIHandler:
    """Runs in each web process: the application, and a watch that ends it when its parent ends."""
    end_with(parent)
    from zhike.wsgi import application

    return application


def demand_free_port(host: str, port: int) -> None:
    """Refuse a port somebody listens on: granian would share it in silence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"端口 {port} 不能使用：{error.strerror}。请用 --port 换一个。 / "
                f"Port {port} cannot be used: {error.strerror}. Choose another with --port."
            ) from error


def address_of(host: str, port: int) -> str:
    """What to type into a browser."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def say_address(host: str, port: int) -> None:
    """Say where it is, and how to stop it."""
    address = address_of(host, port)
    say_both(Words(f"知客：{address}（Ctrl-C 停止）", f"Zhike: {address} (Ctrl-C stops)"))
