"""Walks every route of the house as everybody, by every method, and says what was answered that should not have been.

What should be answered is worked out from what the route declares (`need_of`) and from the rules of sight in `world`.
"""

import inspect
import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import URLPattern, get_resolver, resolve

from tests.sweeps.world import KINDS, PARENT, WORDS, Person, Thing, World, objects
from zhike.trust.actor import Permission
from zhike.users.models import User
from zhike.web.rights import Need, Open, need_of, routes

SAFE = {"GET", "HEAD", "OPTIONS"}
METHODS = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"})
NOT_THERE = {403, 404, 405}
# A parameter alone is taken from another customer than the rest of the address: both seen, one seen, the other seen.
CROSSED = (
    ("own", "lent"),
    ("lent", "own"),
    ("own", "other"),
    ("other", "own"),
    ("own", "absent"),
)
# What reading may write: who is signed in, what was looked at last, how often an answer served, and two kinds of events.
READING_WRITES = {
    "django_session", "cache", "customers_seen", "customers_factuse",
    "trust_event", "usersessions_usersession",
}  # fmt: skip
READING_EVENTS = {"loan.visited", "document.viewed", "document.downloaded"}
_WRITE = re.compile(
    r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)'
)
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


# Routes that refuse for another reason than sight: what is asked for is not there for anybody, or only for its asker.
OTHER_REASONS = {
    "picture": "the document is a PDF",
    "wrong": "nobody has checked the import",
    "enter_disclosure": "only who asked enters what went out",
    "account_reauthenticate": "the cast has no passwords",
    "mfa_reauthenticate": "the cast has no second factor",
    "mfa_deactivate_totp": "the cast has no second factor",
    "mfa_view_recovery_codes": "the cast has no second factor",
    "mfa_download_recovery_codes": "the cast has no second factor",
}


class UnknownParameterError(LookupError):
    """A route carries a parameter nobody told the sweep how to make an object for (`world.MAKERS`, `world.WORDS`)."""


@dataclass(frozen=True, slots=True)
class Address:
    """A filled-in path: the objects it names, and whether they belong together."""

    path: str
    of: str
    things: tuple[Thing, ...] = ()
    fits: bool = True


@dataclass
class Answer:
    """What came back."""

    status: int
    body: bytes
    location: str
    writes: set[str]
    broke: str = ""


@dataclass
class Report:
    """How much was asked, and what was wrong."""

    asked: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    routes: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def addresses(world: World, path: str) -> Iterator[Address]:
    """Every way to fill in a path: each ownership, and children under a parent that is not theirs."""
    names = [name for _, name in PARAMETER.findall(path)]
    held = {name: dict(objects(world, path, name)) for name in names if name not in WORDS}
    unknown = [name for name, found in held.items() if not found]
    if unknown:
        raise UnknownParameterError(f"{path}: {unknown}")
    owners = set.intersection(*(set(found) for found in held.values())) if held else {""}
    for owner in sorted(owners, key=[*KINDS, "all", ""].index):
        yield _filled(path, owner, {name: held[name][owner] for name in held})
    for child in (name for name in held if PARENT.get(name) in held):
        for one, other in CROSSED:
            things = {name: held[name][one] for name in held} | {child: held[child][other]}
            yield _filled(path, f"{one}, {child} of {other}", things, fits=False)
    if "contact_id" in held and any(PARENT.get(name) == "contact_id" for name in held):
        second = world.kept["own"].things["lost_id"]
        things = {name: held[name]["own"] for name in held} | {"contact_id": second}
        yield _filled(path, "own, of another person", things, fits=False)


@dataclass(frozen=True, slots=True)
class Way:
    """A route with one of its filled-in paths."""

    path: str
    route: URLPattern
    address: Address

    @property
    def need(self) -> Need | None:
        return need_of(self.route.callback, self.route.name)

    def is_looked_at(self, person: Person | None, method: str) -> bool:
        """Whether the view is entered at all: the door lets him in, and the route takes the method."""
        return is_let_in(person, self.need) and method in methods_taken(self.route.callback)

    def methods(self, person: Person | None) -> Iterator[str]:
        """Every method this path is asked by.

        By every one where the view may look at the object. What is refused before it could is asked for one's own and a
        stranger's: the others would be told the same.
        """
        is_plain = self.address.fits and self.address.of in {"", "all", "own", "other"}
        for method in sorted(METHODS):
            is_seldom = not self.address.fits and method not in {"GET", "POST"}
            if is_plain or (self.is_looked_at(person, method) and not is_seldom):
                yield method


def is_let_in(person: Person | None, need: Need | None) -> bool:
    """Whether the door lets somebody through to a view that needs this."""
    if need is Open.PUBLIC:
        return True
    return person is not None and (
        need is Open.SIGNED_IN or (isinstance(need, Permission) and person.may(need))
    )


@cache
def methods_taken(view: Callable[..., object]) -> frozenset[str]:
    """The methods a view is entered by: of others Django's decorator, where it stands outermost, turns away without a look."""
    listed = inspect.getclosurevars(view).nonlocals.get("request_method_list")
    return METHODS if listed is None else frozenset(listed)


def _filled(path: str, of: str, things: dict[str, Thing], *, fits: bool = True) -> Address:
    def said(match: re.Match[str]) -> str:
        name = match[2]
        return WORDS[name](path) if name in WORDS else str(things[name].number)

    return Address("/" + PARAMETER.sub(said, path), of, tuple(things.values()), fits)


class Visitor:
    """A browser of somebody, or of nobody, that keeps what was written while it was answered."""

    def __init__(self, user: User | None) -> None:
        self._handler = ClientHandler(enforce_csrf_checks=False)
        self._factory = RequestFactory()
        if user:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            self._factory.cookies[settings.SESSION_COOKIE_NAME] = session

    def ask(self, method: str, path: str, *, part: bool = False, **data: Any) -> Answer:
        """One request; whatever an unsafe method wrote is taken back at once."""
        headers = {"HX-Request": "true"} if part else {}
        made = getattr(self._factory, method.lower())
        request = made(path, data or None, headers=headers)
        writes: set[str] = set()
        broke: list[str] = []

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            found = _WRITE.match(sql)
            if found:
                writes.add(found[1])
            return execute(sql, params, many, context)

        def fell(sender: object, **_said: object) -> None:
            broke.append(repr(sys.exception()))

        got_request_exception.connect(fell)
        try:
            with taken_back(wanted=method not in SAFE), connection.execute_wrapper(note):
                answer = self._handler(request.environ)
                body = _body(answer)
        finally:
            got_request_exception.disconnect(fell)
        return Answer(
            answer.status_code, body, answer.headers.get("Location", ""), writes, "".join(broke)
        )


class Walker(Visitor):
    """Somebody at the door: he asks, and what he is answered is weighed."""

    def __init__(self, world: World, person: Person | None) -> None:
        super().__init__(person.user if person else None)
        self.world, self.person, self.report = world, person, Report()
        everyone = {t.word for ts in world.common.values() for t in ts.values() if t.word}
        everyone |= {word for kept in world.kept.values() for word in kept.words}
        hidden = world.hidden_words(person) if person else everyone
        self._hidden = re.compile("|".join(sorted(map(re.escape, hidden))).encode())

    def walk(self, only: Collection[str] = ()) -> Report:
        """Every route, or only these, in every way; reading first, so that what it left behind can be compared."""
        with quiet():
            ways = [
                Way(path, route, address)
                for path, route in routes(get_resolver())
                if not only or path in only
                for address in addresses(self.world, path)
            ]
            self.report.wrong += [
                f"{way.address.path} leads elsewhere"
                for way in ways
                if resolve(way.address.path).func != way.route.callback
            ]
            self.report.routes |= {way.path for way in ways}
            before = digest()
            self._ask_all(ways, is_safe=True)
            if digest() != before:
                self.report.wrong.append("reading changed a row")
            self._ask_all(ways, is_safe=False)
        return self.report

    def _ask_all(self, ways: list[Way], *, is_safe: bool) -> None:
        for way in ways:
            for method in way.methods(self.person):
                if (method in SAFE) is is_safe:
                    self._weigh(way, method)

    def _weigh(self, way: Way, method: str) -> None:
        is_taken = method in methods_taken(way.route.callback)
        for part in (False, True) if is_taken and method in {"GET", "POST"} else (False,):
            answer = self.ask(method, way.address.path, part=part)
            self.report.asked += 1
            self.report.statuses[answer.status] += 1
            for problem in self._problems(way, method, answer):
                who = self.person.user.username if self.person else "nobody"
                self.report.wrong.append(
                    f"{who} {method}{' part' if part else ''} {way.path} ({way.address.of}): {problem}"
                )

    def _problems(self, way: Way, method: str, answer: Answer) -> Iterator[str]:
        need, address = way.need, way.address
        if need is None:
            yield "says nothing of what it needs"
        if answer.status >= 500:
            yield f"broke: {answer.broke}"
        told = self._hidden.findall(answer.body + answer.location.encode())
        if told:
            yield f"told {sorted(set(told))}"
        if method in SAFE and answer.writes - READING_WRITES:
            yield f"reading wrote {sorted(answer.writes - READING_WRITES)}"
        is_taken = method in methods_taken(way.route.callback)
        if not is_taken and is_let_in(self.person, need) and answer.status != 405:
            yield f"answered {answer.status} to a method it does not take"
        denied = self._denied(need, address)
        if denied and answer.status not in denied and not self._led_on(address, method, answer):
            yield f"answered {answer.status}, not {sorted(denied)}"
        if denied and answer.writes - self._noted(address):
            yield f"refused, but wrote {sorted(answer.writes)}"
        is_login = answer.location.startswith("/accounts/login/")
        if denied == {302} and not is_login:
            yield f"sent to {answer.location}"
        open_to_him = (
            not denied and need is not Open.PUBLIC and way.route.name not in OTHER_REASONS
        )
        if open_to_him and method == "GET" and answer.status in {403, 404}:
            yield f"unexpectedly refused: {answer.status}"

    def _noted(self, address: Address) -> set[str]:
        """What is written before anybody is let in: that a borrower came to what he borrowed."""
        is_borrower = self.person is not None and self.person.user == self.world.cast.lin
        return {"trust_event"} if is_borrower and address.of.startswith("lent") else set()

    def _led_on(self, address: Address, method: str, answer: Answer) -> bool:
        """Who asks for a customer that became another's is led to that one, if he sees it."""
        winner = self.world.kept["own"].customer
        return (
            address.of == "merged"
            and method in SAFE
            and self.person is not None
            and self.world.sees(self.person, "own")
            and answer.location == f"/customers/{winner.pk}/"
        )

    def _denied(self, need: Need | None, address: Address) -> set[int]:
        """The answers that are right where nothing may be given; empty where it may."""
        if need is Open.PUBLIC:
            return set()
        if self.person is None:
            return {302}
        if not is_let_in(self.person, need):
            return {403}
        if not address.fits or not all(thing.seen(self.person) for thing in address.things):
            return NOT_THERE
        return set()


@contextmanager
def taken_back(*, wanted: bool = True) -> Iterator[None]:
    """Whatever is written in here is not there afterwards."""
    if not wanted:
        yield
        return
    block = transaction.atomic()
    vars(block)["_from_testcase"] = (
        True  # an action that must be the outermost one is so for us too
    )
    with block:
        yield
        transaction.set_rollback(True)


@contextmanager
def quiet() -> Iterator[None]:
    """Thousands of refusals need no line each."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _body(answer: HttpResponseBase) -> bytes:
    content: bytes = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]  # one of the two
    answer.close()
    return content


def digest() -> str:
    """Every row of every table, but for what reading may write; of the journal every event but those of reading."""
    total = sha256()
    for model in sorted(apps.get_models(), key=lambda m: m._meta.db_table):
        table = model._meta.db_table
        if table in READING_WRITES - {"trust_event"}:
            continue
        rows = model._base_manager.order_by("pk")
        if table == "trust_event":
            rows = rows.exclude(kind__in=READING_EVENTS)
        total.update(table.encode())
        for row in rows.values_list():
            total.update(json.dumps(row, default=str).encode())
    return total.hexdigest()
