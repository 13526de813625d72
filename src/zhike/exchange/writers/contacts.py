"""Contacts meet the people already known at their customer."""

from collections.abc import Sequence
from typing import Any

from zhike.customers.actions import bulk
from zhike.customers.actions.bulk_facts import Note, note_facts
from zhike.customers.actions.contacts import ContactDraft
from zhike.customers.actions.reach import PointDraft
from zhike.customers.lookup import (
    CONTACT_FACTS,
    CONTACT_FIELDS,
    POINT_KINDS,
    Known,
    contacts_of,
    points_of,
)
from zhike.customers.rules import normal_form
from zhike.exchange.files.card_rows import ways_of
from zhike.exchange.stage import Row
from zhike.exchange.writers.weighing import GONE, Weighed, Writer, difference
from zhike.lib.names import person_pinyin
from zhike.lib.words import Words
from zhike.trust import erasures
from zhike.trust.changes import Change

_AMBIGUOUS = Words(
    "这个客户有几个“{name}”。请写手机号以便分清。",
    "Several people called “{name}” are at this customer. Give the mobile to tell them apart.",
)
_ERASED = Words(
    "这个客户的“{name}”要求过删除本人信息，所以没有导入。若是另一个人，或本人又同意了，请手工添加。",
    "“{name}” at this customer asked to be erased and is left out. Is it somebody else, or has he agreed anew? Add him by hand.",
)
_WHO = ("name", "mobile", "email", "wechat")
_BORN = ("birth_calendar", "birth_year", "birth_month", "birth_day", "birth_leap")


class ContactWriter(Writer):
    kind = "contacts"
    items = (
        f"SELECT item.rowid, line, item.who, customer_id, namesakes, {', '.join('item.' + f for f in CONTACT_FIELDS)}, points "  # noqa: S608 - our own field names
        "FROM item LEFT JOIN who ON who.ref = item.who WHERE item.rowid > ? ORDER BY item.rowid LIMIT ?"
    )

    def weigh(self, rows: Sequence[Row]) -> Weighed:
        weighed = Weighed()
        there: dict[int, list[Known]] = {}
        for known in contacts_of(self.task.actor, {row[3] for row in rows if row[3]}):
            there.setdefault(known.customer_id, []).append(known)
        erased = erasures.known_prints()
        self._held = points_of({k.row_id for known in there.values() for k in known})
        for _, line, who, customer_id, namesakes, *values, points in rows:
            wanted = dict(zip(CONTACT_FIELDS, values, strict=True))
            if customer_id is None and not self.task.is_trial:
                weighed.wrong.append((line, GONE.format(name=who)))
                continue
            alike = self._alike(there.get(customer_id, []), wanted, tell_apart=namesakes > 1)
            if len(alike) > 1:
                weighed.wrong.append((line, _AMBIGUOUS.format(name=wanted["name"])))
            elif alike:
                self._compare(weighed, alike[0], wanted, _points(points))
            elif erasures.is_erased(erased, customer_id or 0, (wanted[f] for f in _WHO)):
                weighed.wrong.append((line, _ERASED.format(name=wanted["name"])))
            else:
                said = (_draft(wanted), _points(points), _facts(wanted))
                weighed.new.append((customer_id, said))
        return weighed

    def write(self, weighed: Weighed) -> list[Change]:
        task = self.task
        notes: list[Note] = []
        beside = list(weighed.beside)
        if weighed.new:
            drafts = [(customer_id, draft) for customer_id, (draft, _, _) in weighed.new]
            ids = bulk.add_contacts(task.actor, drafts, on=task.on, batch=task.batch)
            for pk, (customer_id, (_, points, said)) in zip(ids, weighed.new, strict=True):
                beside += [(pk, customer_id, point) for point in points]
                notes += _notes(customer_id, pk, said)
        for change in weighed.changed:
            notes += _notes(change.customer_id, change.row_id, change.after)
        columns = [kept for change in weighed.changed if (kept := _columns(change)).after]
        if notes:
            note_facts(task.actor, notes, on=task.on, batch=task.batch)
        if beside:
            bulk.add_points(task.actor, beside, on=task.on, batch=task.batch)
        if not columns:
            return []
        return bulk.change_contacts(task.actor, columns, on=task.on, batch=task.batch)

    def _alike(
        self, there: list[Known], wanted: dict[str, Any], *, tell_apart: bool
    ) -> list[Known]:
        """Those who may be meant: of the same name, or the key chosen; a mobile decides among several."""
        key = self.task.mapping.update_by
        key = key if key in {"mobile", "email"} and wanted[key] else "name"
        alike = [known for known in there if known.values[key] == wanted[key]]
        exact = [known for known in alike if known.values["mobile"] == (wanted["mobile"] or "")]
        return exact if tell_apart or (len(alike) > 1 and exact) else alike

    def _compare(
        self, weighed: Weighed, known: Known, wanted: dict[str, Any], points: list[PointDraft]
    ) -> None:
        if wanted["birth_month"] is None:
            wanted |= dict.fromkeys(_BORN)
        before = dict(known.values)
        wanted["birth_leap"] = (
            None if wanted["birth_leap"] is None else bool(wanted["birth_leap"])
        )
        wanted["note"] = _noted(before["note"], wanted["note"])
        change = difference(known.row_id, known.customer_id, before, wanted)
        held = self._held.get(known.row_id, set())
        more = [p for p in points if (p.kind, normal_form(p.kind, p.value)) not in held]
        if self.task.updates:
            weighed.beside += [(known.row_id, known.customer_id, point) for point in more]
        if change and self.task.updates:
            if "name" in change.after:
                change.before["pinyin"] = person_pinyin(change.before["name"])[:160]
                change.after["pinyin"] = person_pinyin(change.after["name"])[:160]
            weighed.changed.append(change)
        elif not (more and self.task.updates):
            weighed.same += 1


def _draft(wanted: dict[str, Any]) -> ContactDraft:
    given = {
        name: value
        for name, value in wanted.items()
        if value is not None and name not in CONTACT_FACTS
    }
    if "birth_leap" in given:
        given["birth_leap"] = bool(given["birth_leap"])
    return ContactDraft(**given)


def _facts(wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: wanted[name] for name in CONTACT_FACTS if wanted[name]}


def _notes(customer_id: int | None, contact_id: int, said: dict[str, Any]) -> list[Note]:
    """What a row says of likes and don'ts, as answers."""
    return [
        Note(customer_id, contact_id, key, said[name])
        for name, key in CONTACT_FACTS.items()
        if customer_id and said.get(name)
    ]


def _columns(change: Change) -> Change:
    """The change without what is kept as answers."""
    return Change(
        change.row_id,
        change.customer_id,
        {k: v for k, v in change.before.items() if k not in CONTACT_FACTS},
        {k: v for k, v in change.after.items() if k not in CONTACT_FACTS},
    )


def _points(cell: str | None) -> list[PointDraft]:
    """The further ways of a row, each once, those of a kind nobody knows left in their own words."""
    found: dict[tuple[str, str], PointDraft] = {}
    for kind, label, value in ways_of(cell or ""):
        known = kind if kind in POINT_KINDS else "messenger"
        draft = PointDraft(known, value[:240], label[:40])
        found.setdefault((known, normal_form(known, draft.value)), draft)
    return list(found.values())


def _noted(held: str, said: str | None) -> str | None:
    """A note is added to the one there is, once; it never replaces it."""
    if not said or said in held:
        return None
    return f"{held}\n\n{said}" if held else said
