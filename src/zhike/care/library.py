"""The libraries of things to do: what brings each up, how often it was done, and where the time went (S1-72, S2-35, S2-36)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from zhike.activities.models import Effort, Gathering, Idea, Task
from zhike.lib.words import Words
from zhike.methods.means import Mean, Means
from zhike.trust.actor import Actor
from zhike.value.queries import methods

A_YEAR = timedelta(days=365)
SHOWN = 4
PURPOSES = {
    "relationship": Words("建立关系", "Relationship"),
    "reputation": Words("建立信誉", "Reputation"),
}


def shelf(name: str) -> Means:
    """One of the lists."""
    return next(each for each in methods().means.values() if each.shelf == name)


@dataclass(frozen=True, slots=True)
class Way:
    """One of the eight: the playbooks that bring it up, how often it was done in twelve months, and for whom it is due."""

    mean: Mean
    triggers: tuple[Words, ...]
    done: int
    waiting: int
    due: tuple[Task, ...]


def ways(actor: Actor, *, on: date) -> list[Way]:
    """The eight ways at work; four queries whatever there is."""
    listed = shelf("ways").means
    names = {book for mean in listed for book in mean.books}
    mine = Q()
    for name in sorted(names):
        mine |= Q(method__startswith=f"{name}@")
    tasks = Task.objects.visible_to(actor).filter(mine)
    done = _counted(tasks.filter(result=Task.Result.DONE, ended_on__gt=on - A_YEAR))
    opened = _counted(tasks.open())
    due: dict[str, list[Task]] = defaultdict(list)
    soon = tasks.open().select_related("customer", "contact").order_by("due_on", "pk")
    for task in soon[:200]:
        due[task.method.partition("@")[0]].append(task)
    others = _others(actor, on=on)
    books = methods().playbooks
    return [
        Way(
            mean,
            tuple(books[name].head.title for name in mean.books),
            sum(done[name] for name in mean.books) + others[mean.key][0],
            sum(opened[name] for name in mean.books) + others[mean.key][1],
            tuple([task for name in mean.books for task in due[name]][:SHOWN]),
        )
        for mean in listed
    ]


def _counted(tasks: object) -> Counter[str]:
    found: Counter[str] = Counter()
    rows = tasks.order_by().values_list("method").annotate(n=Count("pk"))  # type: ignore[attr-defined]
    for method, n in rows:
        found[method.partition("@")[0]] += n
    return found


def _others(actor: Actor, *, on: date) -> dict[str, tuple[int, int]]:
    """Ideas and events: (done in twelve months, open), by the way they are."""
    ideas = Idea.objects.visible_to(actor).aggregate(
        done=Count("pk", filter=Q(offered_on__gt=on - A_YEAR)),
        open=Count("pk", filter=Q(settled_on=None, ask_on__lte=on)),
    )
    held = Gathering.objects.visible_to(actor).aggregate(
        done=Count("pk", filter=Q(held_on__gt=on - A_YEAR, held_on__lte=on)),
        open=Count("pk", filter=Q(held_on__gt=on)),
    )
    none = (0, 0)
    return defaultdict(
        lambda: none,
        ideas=(ideas["done"], ideas["open"]),
        circles=(held["done"], held["open"]),
    )


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the time noted for a purpose, in percent, beside what the source gives it."""

    purpose: str
    title: Words
    minutes: int
    percent: int
    wanted: int


def shares(actor: Actor, *, on: date) -> list[Share]:
    """Where the time of twelve months went, as far as somebody said what for."""
    rows = Effort.objects.visible_to(actor).since(on - A_YEAR).exclude(purpose="")
    minutes = dict(rows.order_by().values_list("purpose").annotate(n=Sum("minutes")))
    total = sum(minutes.values())
    return [
        Share(
            key,
            title,
            minutes.get(key, 0),
            minutes.get(key, 0) * 100 // total if total else 0,
            shelf(key).share,
        )
        for key, title in PURPOSES.items()
    ]


def done(actor: Actor, *, on: date, shelf: Means) -> dict[str, int]:
    """Key → how often something of the list was planned and done in twelve months; by its title."""
    titles = {mean.title.zh: mean.key for mean in shelf.means}
    titles |= {mean.title.en: mean.key for mean in shelf.means}
    rows = (
        Task.objects.visible_to(actor)
        .filter(title__in=titles, result=Task.Result.DONE, ended_on__gt=on - A_YEAR)
        .order_by()
        .values_list("title")
        .annotate(n=Count("pk"))
    )
    found: Counter[str] = Counter()
    for title, n in rows:
        found[titles[title]] += n
    return dict(found)
