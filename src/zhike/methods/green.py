"""The green channel: who is entitled to it, and its lanes (S3-16, S3-17)."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head
from zhike.methods.starts import CASES

LANES = ("business", "project", "fault")


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane, and the kinds of case that take it unless somebody says otherwise."""

    key: str
    title: Words
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GreenChannel:
    """Customers of these grades of a scheme go by the green channel; the time limits are in the playbooks."""

    head: Head
    scheme: str
    grades: tuple[str, ...]
    lanes: tuple[Lane, ...]

    @property
    def titles(self) -> Mapping[str, Words]:
        """Lane → how it is called."""
        return {lane.key: lane.title for lane in self.lanes}

    def lane_of(self, kind: str) -> str:
        """The lane a kind of case takes by itself."""
        return next((lane.key for lane in self.lanes if kind in lane.kinds), self.lanes[0].key)


def green_channel(table: Table) -> GreenChannel:
    """Read it."""
    found = GreenChannel(
        head(table),
        table.name("scheme"),
        table.texts("grades"),
        table.read("lanes", _lane),
    )
    table.done()
    return found


def _lane(table: Table) -> Lane:
    kinds = table.texts("kinds", required=False)
    for kind in kinds:
        if kind not in CASES:
            listed = ", ".join(CASES)
            raise table.lie(
                "kinds",
                f"不认识 “{kind}”；可用：{listed}",
                f"unknown “{kind}”; allowed are {listed}",
            )
    return Lane(table.one_of("key", LANES), table.words("title"), kinds)
