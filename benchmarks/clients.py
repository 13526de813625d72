"""Clients that keep their connection and ask for one page after the other, for a bounded time, on loopback only."""

import http.client
import itertools
import random
import statistics
import threading
import time
from dataclasses import asdict, dataclass

from benchmarks.pages import Page

_HOST = "127.0.0.1"
_TOKEN = "b" * 32
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Timing:
    """What the clients saw of one page: milliseconds, answers a second, bytes of the last one, wrong answers."""

    page: str
    clients: int
    answers: int
    wrong: int
    median_ms: float
    p95_ms: float
    per_second: float
    bytes: int

    def as_json(self) -> dict[str, object]:
        return asdict(self)


class Asking:
    """One page asked by several clients until the time is up."""

    def __init__(self, port: int, session: str, page: Page, customers: int) -> None:
        self._port, self._page, self._customers = port, page, customers
        self._headers = {"Cookie": f"sessionid={session}; csrftoken={_TOKEN}"}
        if page.form:
            self._headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._numbers = itertools.count(time.time_ns() // 1_000)
        self._times: list[float] = []
        self._wrong = 0
        self._bytes = 0

    def timed(self, clients: int, seconds: float) -> Timing:
        """Warm up with a few answers, then measure."""
        self._ask_until(time.monotonic() + min(seconds, 1))
        self._times, self._wrong = [], 0
        began = time.monotonic()
        threads = [
            threading.Thread(target=self._ask_until, args=(began + seconds,))
            for _ in range(clients)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - began
        times = sorted(self._times)
        return Timing(
            page=self._page.name,
            clients=clients,
            answers=len(times),
            wrong=self._wrong,
            median_ms=round(statistics.median(times) * 1000, 1),
            p95_ms=round(times[min(len(times) - 1, int(len(times) * 0.95))] * 1000, 1),
            per_second=round(len(times) / took, 1),
            bytes=self._bytes,
        )

    def _ask_until(self, end: float) -> None:
        connection = http.client.HTTPConnection(_HOST, self._port, timeout=60)
        while time.monotonic() < end and len(self._times) < _MOST:
            began = time.perf_counter()
            method, body = ("POST", self._form()) if self._page.form else ("GET", None)
            connection.request(method, self._path(), body, self._headers)
            answer = connection.getresponse()
            content = answer.read()
            self._times.append(time.perf_counter() - began)
            self._wrong += answer.status != self._page.expect
            self._bytes = len(content)
        connection.close()

    def _path(self) -> str:
        text = random.choice(self._page.texts) if self._page.texts else ""
        return self._page.at(random.randint(1, self._customers), text)

    def _form(self) -> str:
        return f"csrfmiddlewaretoken={_TOKEN}&{self._page.form.replace('{n}', str(next(self._numbers)))}"
