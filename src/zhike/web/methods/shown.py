"""What every page of one method shows around it."""

from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.capabilities import CAPABILITIES, Capability, capabilities_of
from zhike.methods.labels import KIND_NAMES
from zhike.methods.library import KINDS, Key, Library, Method
from zhike.methods.playbooks import Playbook
from zhike.methods.reading import Head, blanks_of
from zhike.methods.spoken import BLANK_NAMES
from zhike.methods.standards import Standard
from zhike.trust.actor import Permission
from zhike.users.editions import queries
from zhike.users.editions.in_use import in_use
from zhike.users.editions.queries import Edition, Origin, UnknownMethod
from zhike.value.trying import can_be_tried
from zhike.web.http import Request

ORIGINS = {
    "shipped": Words("随知客带来", "ships with Zhike"),
    "folder": Words("来自方法文件夹", "from the methods folder"),
    "page": Words("本公司发布", "published here"),
}
_DOTS = Words("……", "…")


@dataclass(frozen=True, slots=True)
class Entry:
    """A method of the library with where its text comes from; `is_on` is None where it cannot be switched."""

    key: Key
    method: Method
    origin: Origin
    is_on: bool | None

    @property
    def shelf(self) -> str:
        return self.key[0]

    @property
    def name(self) -> str:
        return self.key[1]

    @property
    def file(self) -> str:
        return "/".join(self.key) + ".toml"

    @property
    def head(self) -> Head:
        return self.method.head

    @property
    def kind(self) -> Words:
        return KIND_NAMES.get(self.key[0], Words(self.key[0], self.key[0]))

    @property
    def whence(self) -> Words:
        return ORIGINS[self.origin.place]

    @property
    def capabilities(self) -> tuple[Capability, ...]:
        keys = capabilities_of(self.head.source)
        return tuple(each for each in CAPABILITIES if each.key in keys)


def entries(library: Library) -> list[Entry]:
    """Every method in use, kind by kind."""
    editions = queries.current_editions()
    return [
        _entry((kind, name), method, editions.get((kind, name)))
        for kind in KINDS
        for name, method in library.shelf(kind).items()
    ]


def entry(key: Key) -> Entry:
    """One method in use; `UnknownMethod` when there is none of this kind and name."""
    kind, name = key
    method = in_use().library.shelf(kind).get(name) if kind in KINDS else None
    if method is None:
        raise UnknownMethod(f"{kind}/{name}")
    edition = queries.history(key).filter(is_current=True).first()
    return _entry(key, method, edition)


def page_of(request: Request, key: Key, tab: str) -> dict[str, object]:
    """The frame of a method's pages: its head, its tabs, its draft where one may change it."""
    found = entry(key)
    may_change = request.actor.may(Permission.SWITCH_METHODS)
    aside = in_use().set_aside.get(key)
    return {
        "entry": found,
        "tab": tab,
        "may_change": may_change,
        "draft": queries.draft(request.actor, key) if may_change else None,
        "aside": aside,
        "can_be_tried": isinstance(found.method, Playbook | Standard)
        or can_be_tried(found.method),
    }


def _entry(key: Key, method: Method, edition: Edition | None) -> Entry:
    is_on = method.is_on if isinstance(method, Playbook) else None
    return Entry(key, method, queries.origin(key, edition), is_on)


def opened(words: Words) -> Words:
    """A sentence with the names of its blanks."""
    blanks = blanks_of(words.zh) | blanks_of(words.en)
    return words.format(**{name: BLANK_NAMES.get(name, _DOTS) for name in blanks})
