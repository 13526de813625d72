"""Read a form from its file; what would be unlawful or careless to ask is a lie in the file."""

from collections.abc import Collection
from dataclasses import replace

from zhike.methods.forms import (
    LEVELS,
    About,
    Ask,
    Choice,
    Example,
    Form,
    Group,
    Item,
    ItemKind,
    Keeps,
    Only,
    Source,
)
from zhike.methods.reading import Table, head

CUSTOMER_KINDS = ("government", "group", "organisation", "sole", "person")
CONSENTS = ("health", "belief", "politics", "children", "special_identity", "private_matter")
_CLOSE = {"personal", "sealed"}


def form(table: Table) -> Form:
    """Read a form; an item's key stands once, a personal answer says what it is for."""
    name = head(table)
    stages = table.texts("stages")
    kinds = table.texts("kinds", required=False) or CUSTOMER_KINDS
    if unknown := set(kinds) - set(CUSTOMER_KINDS):
        listed = ", ".join(CUSTOMER_KINDS)
        raise table.lie(
            "kinds",
            f"“{min(unknown)}” 不是客户类型；可用：{listed}",
            f"“{min(unknown)}” is no kind of customer; allowed are {listed}",
        )
    found = Form(
        name,
        About(table.one_of("about", list(About), About.CUSTOMER)),
        Keeps(table.one_of("keeps", list(Keeps), Keeps.FILE)),
        table.number("order", 9),
        kinds,
        table.number("columns", 2, at_least=1, at_most=3),
        stages,
        table.read("groups", lambda t: _group(t, stages, name.name)),
        table.read("examples", lambda t: _example(t, stages)),
    )
    _check(table, found)
    table.done()
    return found


def _check(table: Table, found: Form) -> None:
    keys = [item.key for item in found.items]
    keys += [leaf.key for item in found.items for leaf in item.fields]
    if len(set(keys)) != len(keys):
        raise table.lie("groups.items.key", "有重复的键", "a key stands twice")
    before: set[str] = set()
    for item in found.items:
        if item.only and item.only.item not in before:
            raise table.lie(
                "groups.items.only_if.item",
                f"“{item.only.item}” 不在 “{item.key}” 之前",
                f"“{item.only.item}” does not stand before “{item.key}”",
            )
        before.add(item.key)
    for example in found.examples:
        if unknown := set(example.answers) - set(keys):
            raise table.lie(
                "examples.answers",
                f"没有 “{min(unknown)}” 这一项",
                f"there is no item “{min(unknown)}”",
            )


def _group(table: Table, stages: Collection[str], form_name: str) -> Group:
    return Group(
        table.name("key"),
        table.words("title"),
        table.read("items", lambda t: _item(t, stages, form_name)),
    )


def _item(table: Table, stages: Collection[str], form_name: str) -> Item:
    key = table.name("key")
    level = table.one_of("level", LEVELS, "internal")
    kind = ItemKind(table.one_of("kind", [k.value for k in ItemKind], ItemKind.TEXT))
    found = Item(
        key=key,
        fact=table.text("fact", f"{form_name}.{key}"),
        title=table.words("title"),
        kind=kind,
        level=level,
        purpose=table.words_or_none("purpose"),
        hint=table.words_or_none("hint"),
        law=table.words_or_none("law"),
        sources=_sources(table, level),
        ask=Ask(
            table.one_of("ask", list(Ask), Ask.CAREFULLY if level in _CLOSE else Ask.FREELY)
        ),
        keep_months=table.number("keep_months", 0),
        review_months=table.number("review_months", 12 if level in _CLOSE else 24),
        is_opinion=table.flag("opinion", default=False),
        is_off=table.flag("off", default=False),
        consent=table.one_of("consent", CONSENTS) if table.has("consent") else "",
        required_at=table.one_of("required_at", stages) if table.has("required_at") else "",
        column=_column(table),
        only=_only(table) if table.has("only_if") else None,
        choices=table.read("choices", lambda t: Choice(t.name("key"), t.words("title")))
        if kind in {ItemKind.CHOICE, ItemKind.CHOICES}
        else (),
        fields=(),
    )
    _check_item(table, found)
    return replace(found, fields=_fields(table, found)) if table.has("fields") else found


def _fields(table: Table, item: Item) -> tuple[Item, ...]:
    """Sub-fields are kept as carefully as their item; their facts hang below its fact."""
    fields = table.read("fields", lambda t: _field(t, item))
    if not fields:
        raise table.lie("fields", "应为不空的列表", "must be a list that is not empty")
    return fields


def _field(table: Table, item: Item) -> Item:
    kind = ItemKind(table.one_of("kind", [k.value for k in ItemKind], ItemKind.TEXT))
    key = table.name("key")
    return replace(
        item,
        key=f"{item.key}.{key}",
        fact=table.text("fact", f"{item.fact}.{key}"),
        title=table.words("title"),
        hint=table.words_or_none("hint"),
        kind=kind,
        choices=table.read("choices", lambda t: Choice(t.name("key"), t.words("title")))
        if kind in {ItemKind.CHOICE, ItemKind.CHOICES}
        else (),
        required_at="",
        only=None,
        column=_column(table),
    )


def _check_item(table: Table, item: Item) -> None:
    if item.level in _CLOSE and item.purpose is None:
        raise table.lie(
            "purpose",
            "个人信息须写明用途",
            "a personal answer must say what it is for",
        )
    if item.is_sealed and not (item.is_off and item.consent):
        raise table.lie(
            "level",
            "密封项须默认关闭（off = true）并写明单独同意的种类（consent）",
            "a sealed item is off by default (off = true) and names its separate consent",
        )
    if item.is_sealed and item.ask is not Ask.NEVER:
        raise table.lie(
            "ask", "密封项不主动提问（ask = never）", "a sealed item is never proposed"
        )
    if item.is_opinion and not item.keep_months:
        raise table.lie(
            "keep_months",
            "看法须写明保存多少个月",
            "an opinion says how many months it is kept",
        )


def _column(table: Table) -> str:
    return table.text("column") if table.has("column") else ""


def _sources(table: Table, level: str) -> tuple[Source, ...]:
    """Sealed answers are only told; others may also be seen, read or heard, unless the file says less."""
    named = table.texts("sources", required=False)
    if unknown := set(named) - set(Source):
        listed = ", ".join(Source)
        raise table.lie(
            "sources",
            f"“{min(unknown)}” 不认识；可用：{listed}",
            f"unknown “{min(unknown)}”; allowed are {listed}",
        )
    if named:
        return tuple(Source(name) for name in named)
    if level == "sealed":
        return (Source.TOLD,)
    return (
        (Source.TOLD, Source.OBSERVED, Source.PUBLIC) if level == "personal" else tuple(Source)
    )


def _only(table: Table) -> Only:
    below = table.table("only_if")
    found = Only(below.name("item"), below.text("answer"))
    below.done()
    return found


def _example(table: Table, stages: Collection[str]) -> Example:
    return Example(
        table.values("answers"), table.one_of("stage", stages), table.texts("missing")
    )
