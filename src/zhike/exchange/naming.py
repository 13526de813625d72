"""Which customer each row means: asked once for every customer named, not once for every row."""

from collections.abc import Iterator

from zhike.customers.lookup import Named, Trouble, identify
from zhike.exchange.stage import Stage
from zhike.lib.words import Words
from zhike.trust.actor import Actor

_BATCH = 500
_STRANGE = "customer_id IS NULL AND zh IS NULL"
_UNKNOWN = Words(
    "没有客户“{name}”。先导入客户，或选择顺便新建。",
    "There is no customer “{name}”. Import customers first, or have them created on the way.",
)
_TROUBLES = {
    Trouble.AMBIGUOUS: Words(
        "有几个客户都叫“{name}”。请写客户编号或信用代码。",
        "Several customers are called “{name}”. Write the number or credit code.",
    ),
    Trouble.HIDDEN: Words(
        "客户“{name}”归别人管，您看不到。请主管导入或移交。",
        "Customer “{name}” is kept by somebody else. Ask your team lead to import it or hand it over.",
    ),
}


def name_customers(stage: Stage, actor: Actor, *, may_create: bool) -> None:
    """Find everybody the lines name; lines whose customer cannot be told are wrong."""
    stage.run(
        "INSERT OR IGNORE INTO who (ref, name) SELECT who, max(who_name) FROM line WHERE who IS NOT NULL GROUP BY who"
    )
    look_up(stage, actor, may_create=may_create)
    if not stage.number("SELECT count(*) FROM who WHERE zh IS NOT NULL"):
        return
    stage.run(
        "INSERT OR IGNORE INTO wrong (line, zh, en) SELECT line.line, who.zh, who.en "
        "FROM line JOIN who ON line.who = who.ref WHERE who.zh IS NOT NULL"
    )


def look_up(stage: Stage, actor: Actor, *, may_create: bool) -> None:
    """Ask the book for every customer the stage names, again if it was asked before."""
    for named in _parts(stage, "true"):
        found = identify(actor, named)
        stage.put(
            "UPDATE who SET customer_id = ?, zh = ?, en = ? WHERE ref = ?",
            [_answered(each, found.get(each.text), may_create=may_create) for each in named],
        )


def count_strangers(stage: Stage) -> int:
    """How many customers nobody knows yet may be created."""
    return stage.number(f"SELECT count(*) FROM who WHERE {_STRANGE}")  # noqa: S608 - a constant


def strangers(stage: Stage) -> Iterator[list[Named]]:
    """Those nobody knows yet and who may be created, some at a time."""
    return _parts(stage, _STRANGE)


def _parts(stage: Stage, condition: str) -> Iterator[list[Named]]:
    last = ""
    sql = f"SELECT ref, ifnull(name, '') FROM who WHERE ref > ? AND {condition} ORDER BY ref LIMIT ?"  # noqa: S608 - one of two constants
    while part := stage.rows(sql, (last, _BATCH)):
        yield [Named(ref, name) for ref, name in part]
        last = part[-1][0]


def _answered(
    named: Named, answer: int | Trouble | None, *, may_create: bool
) -> tuple[int | None, str | None, str | None, str]:
    if isinstance(answer, Trouble):
        words = _TROUBLES[answer].format(name=named.text)
    elif answer is None and not may_create:
        words = _UNKNOWN.format(name=named.text)
    else:
        return answer, None, None, named.text
    return None, words.zh, words.en, named.text
