"""Customers meet the book by number, else credit code, else name."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from zhike.customers.actions import bulk
from zhike.customers.actions.book import CustomerDraft, team_of
from zhike.customers.actions.bulk import Opening
from zhike.customers.lookup import CUSTOMER_FIELDS, Known, customers_like, taken_keys
from zhike.exchange.stage import Row
from zhike.exchange.writers.weighing import HIDDEN, Task, Weighed, Writer, difference
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.trust.changes import Change

_NO_NAME = Words("新客户要写名称。", "A new customer needs a name.")
_NO_MATCH = Words(
    "没有可按“{key}”更新的客户，这一行也没有写“{key}”。",
    "This row gives no “{key}”, so no customer can be met by it.",
)
_AMBIGUOUS = Words(
    "有几个客户都叫“{name}”。请写客户编号或信用代码。",
    "Several customers are called “{name}”. Write the number or credit code.",
)
_CLASH = Words(
    "信用代码已属于编号 {number} 的客户。请核对编号。",
    "The credit code belongs to the customer numbered {number}. Check the number.",
)
_MAY_NOT_ASSIGN = Words(
    "您不能把客户交给别人。请清空客户经理一格，或请主管导入。",
    "You may not hand customers to others. Clear the account manager, or ask your team lead to import.",
)
_COLUMNS = ("name", "short_name", "number", "kind", "credit_code", "industry", "city", "address",
            "phone", "website", "owner", "team", "since", "note")  # fmt: skip


class CustomerWriter(Writer):
    kind = "customers"
    items = f"SELECT rowid, line, name_key, {', '.join(_COLUMNS)} FROM item WHERE rowid > ? ORDER BY rowid LIMIT ?"  # noqa: S608 - our own field names

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self._team_of = cache(team_of)

    def weigh(self, rows: Sequence[Row]) -> Weighed:
        weighed = Weighed()
        wanted = [
            (line, key, dict(zip(CUSTOMER_FIELDS, values, strict=True)))
            for _, line, key, *values in rows
        ]
        book = _Book(self.task, wanted)
        for line, key, values in wanted:
            found = book.find(key, values)
            trouble = found if isinstance(found, Words) else self._forbidden(found, values)
            if trouble:
                weighed.wrong.append((line, trouble))
            elif isinstance(found, Known):
                self._compare(weighed, found, values)
            elif not values["name"]:
                weighed.wrong.append((line, _NO_NAME))
            else:
                weighed.new.append(self._opening(values))
        return weighed

    def write(self, weighed: Weighed) -> list[Change]:
        task = self.task
        if weighed.new:
            bulk.open_customers(task.actor, weighed.new, on=task.on, batch=task.batch)
        if not weighed.changed:
            return []
        return bulk.change_customers(task.actor, weighed.changed, on=task.on, batch=task.batch)

    def _forbidden(self, found: Known | Words | None, values: dict[str, Any]) -> Words | None:
        """Whether the row hands a customer to somebody the actor may not hand it to."""
        if self.task.actor.may(Permission.ASSIGN_CUSTOMERS):
            return None
        before = found.values if isinstance(found, Known) else {}
        allowed = {None, before.get("owner_id"), *self.task.actor.stands_for}
        moves_team = values["team_id"] not in {None, before.get("team_id")}
        return _MAY_NOT_ASSIGN if values["owner_id"] not in allowed or moves_team else None

    def _opening(self, values: dict[str, Any]) -> Opening:
        given = {name: v for name, v in values.items() if v is not None}
        owner_id, team_id = given.pop("owner_id", None), given.pop("team_id", None)
        if "since" in given:
            given["since"] = date.fromisoformat(given["since"])
        return Opening(CustomerDraft(**given), owner_id or self.task.owner_of_new, team_id)

    def _compare(self, weighed: Weighed, known: Known, values: dict[str, Any]) -> None:
        if values["owner_id"] not in {None, known.values["owner_id"]} and not values["team_id"]:
            values["team_id"] = self._team_of(values["owner_id"])
        change = difference(known.row_id, known.row_id, known.values, values)
        if change and self.task.updates:
            weighed.changed.append(change)
        else:
            weighed.same += 1


class _Book:
    """The customers a batch of rows may mean."""

    def __init__(
        self, task: Task, wanted: list[tuple[int, str | None, dict[str, Any]]]
    ) -> None:
        self._by = task.mapping.update_by
        numbers = {v["number"] for _, _, v in wanted if v["number"]}
        codes = {v["credit_code"] for _, _, v in wanted if v["credit_code"]}
        keys = {key for _, key, _ in wanted if key}
        self._numbers: dict[str, Known] = {}
        self._codes: dict[str, Known] = {}
        self._names: dict[str, list[Known]] = {}
        for known in customers_like(task.actor, numbers=numbers, codes=codes, keys=keys):
            if known.values["number"]:
                self._numbers[known.values["number"]] = known
            if known.values["credit_code"]:
                self._codes[known.values["credit_code"]] = known
            self._names.setdefault(known.values["name_key"], []).append(known)
        seen = {*self._numbers, *self._codes}
        everywhere = set() if task.actor.sees_everything else taken_keys(numbers, codes)
        self._hidden = everywhere - seen

    def find(self, key: str | None, values: dict[str, Any]) -> Known | Words | None:
        """The one customer a row means, what is wrong with the row, or None when it is a new one."""
        number, code = values["number"], values["credit_code"]
        for text in (number, code):
            if text in self._hidden:
                return HIDDEN.format(name=text)
        if self._by in {"number", "credit_code", "name"}:
            return self._by_key(key, values)
        if number in self._numbers:
            return self._consistent(self._numbers[number], code)
        if code in self._codes:
            known = self._codes[code]
            if number and known.values["number"]:
                return _CLASH.format(number=known.values["number"])
            return known
        return self._by_name(key, values)

    def _by_key(self, key: str | None, values: dict[str, Any]) -> Known | Words | None:
        """The key somebody chose; what else is taken by another customer is still a clash."""
        number, code = values["number"], values["credit_code"]
        if not values[self._by]:
            return _NO_MATCH.format(key=self._by)
        if self._by == "name":
            alike = self._names.get(key or "", [])
            if len(alike) > 1:
                return _AMBIGUOUS.format(name=values["name"])
            known = alike[0] if alike else None
        else:
            known = self._numbers.get(number) if self._by == "number" else self._codes.get(code)
        for other in (self._numbers.get(number or ""), self._codes.get(code or "")):
            if other and other is not known:
                return _CLASH.format(number=other.values["number"] or other.values["name"])
        return known

    def _consistent(self, known: Known, code: str | None) -> Known | Words:
        other = self._codes.get(code or "")
        if other and other is not known:
            return _CLASH.format(number=other.values["number"] or other.values["name"])
        return known

    def _by_name(self, key: str | None, values: dict[str, Any]) -> Known | Words | None:
        """A name is enough when number and code do not contradict."""
        alike = [
            known
            for known in self._names.get(key or "", [])
            if not _differ(known.values["number"], values["number"])
            and not _differ(known.values["credit_code"], values["credit_code"])
        ]
        if len(alike) > 1 and not (values["number"] or values["credit_code"]):
            return _AMBIGUOUS.format(name=values["name"])
        return alike[0] if len(alike) == 1 else None


def _differ(mine: str | None, theirs: str | None) -> bool:
    return bool(mine and theirs and mine != theirs)
