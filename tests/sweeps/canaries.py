"""Known words at every level, put into every place; and everything the house can say or keep, to search for them."""

import io
import json
import logging
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pyarrow.parquet as pq
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from tests.conftest import DAY, Cast
from zhike.customers import asking
from zhike.customers.actions.facts import Learned, note_fact
from zhike.customers.actions.switches import ask_switch, grant_switch
from zhike.customers.asking import Subject
from zhike.customers.models import Fact
from zhike.methods.forms import Item, ItemKind
from zhike.trust.models import Loan
from zhike.users.actions import appoint_deputy
from zhike.users.models import User
from zhike.users.rules import Role

SEALED = {"belief": "sqbelief77", "politics": "sqpolitics77", "correction": "sqsecond77"}
# What only those who look after the customer may read.
PERSONAL = {
    "mobile": "13977001122", "email": "pqemail77", "wechat": "pqwechat77", "note": "pqnote77",
    "point": "13977003344", "home": "pqhome77", "nickname": "pqnick77", "topics": "pqtopics77",
    "old answer": "pqbefore77", "stance": "pqstance77", "tie": "pqtie77",
    "document": "pqdocument77", "file": "pqfile77", "old note": "pqformer77",
}  # fmt: skip
# What nobody but its writer may read.
OWN = {"notebook": "oqnotebook77"}
# What everybody who sees the customer may read, and nobody else.
INTERNAL = {
    "wish": "iqwish77", "consent": "iqconsent77", "evidence": "iqevidence77", "touch": "iqtouch77",
    "purpose": "iqpurpose77", "likes": "iqlikes77",
}  # fmt: skip
# Where a personal word is at home: rows read only through the field policy.
HOMES = {
    "customers_contact", "customers_contactpoint", "customers_alsocalled", "customers_fact",
    "customers_stance", "customers_tie", "customers_document", "customers_documentversion",
    "activities_note",
}  # fmt: skip
NEAR = ("lin", "qian", "zhao", "gao")
FAR = ("sun", "wu", "zheng", "feng")


def settle_in(cast: Cast) -> None:
    """Zhao borrows the customer, Gao stands in for Lin, He sees nothing of it."""
    today = localdate()
    from_on, until_on = min(DAY, today), max(DAY, today) + timedelta(days=5)
    for username, name in (("gao", "高九"), ("he", "何十")):
        user = User.objects.create_user(username, name=name, role=Role.ACCOUNT_MANAGER)
        user.teams.set([cast.west])
    appoint_deputy(
        cast.actor(cast.feng), absent_id=cast.lin.pk,
        deputy_id=User.objects.get(username="gao").pk, from_on=from_on, until_on=until_on, on=DAY,
    )  # fmt: skip
    Loan.objects.create(
        customer_id=cast.hengyuan.pk, team_id=cast.east.pk, named="恒远", purpose="代班",
        from_on=from_on, until_on=until_on, asked_by=cast.zhao, asked_at=timezone.now(),
        decided_by=cast.qian, decided_at=timezone.now(), is_granted=True,
    )  # fmt: skip
    for item in ("religion", "politics"):
        asked = ask_switch(
            cast.actor(cast.sun), form="mackay66", item=item, assessment="PIA-9", on=DAY
        )
        grant_switch(cast.actor(cast.feng), asked, on=DAY)


def put_in(client: Client, cast: Cast) -> None:
    """Lin writes every word in where such words are written, through the front door."""
    of, person, day = f"/customers/{cast.hengyuan.pk}/", cast.yu, f"{localdate()}"
    at = f"{of}contacts/{person.pk}/"

    def post(path: str, **said: object) -> None:
        answer = client.post(path, said)
        assert answer.status_code in {302, 200}, (path, answer.content.decode()[:2000])

    about = {"name": "于海", "mobile": PERSONAL["mobile"], "email": f"{PERSONAL['email']}@zq.cn",
             "wechat": PERSONAL["wechat"]}  # fmt: skip
    for note in (PERSONAL["old note"], PERSONAL["note"]):
        post(f"{at}edit/", **about, note=note)
    post(f"{at}points/", kind="mobile", value=PERSONAL["point"], label="")
    post(f"{at}points/", kind="home", value=PERSONAL["home"], label="")
    post(f"{at}names/", nickname=PERSONAL["nickname"])
    post(f"{at}wishes/", way="visit", why=INTERNAL["wish"])
    for kind in ("belief", "politics"):
        post(
            f"{at}consents/", kind=kind, text=INTERNAL["consent"], channel="paper", given_on=day,
            evidence=INTERNAL["evidence"],
        )  # fmt: skip
    for word in (PERSONAL["old answer"], PERSONAL["topics"]):
        post(f"{at}forms/mackay66/{group_of('topics')}/", source="told", topics=word)
    for word in (SEALED["belief"], SEALED["correction"]):
        answers = {"religion.belief": word}
        post(f"{at}forms/mackay66/{group_of('religion')}/", source="told", **answers)
    politics = {leaf.key: SEALED["politics"] for leaf in _leaves("politics")[:1]}
    post(f"{at}forms/mackay66/{group_of('politics')}/", source="told", **politics)
    card = asking.form("relationship_card")
    likes = next(i for i in card.items if i.key == "likes")
    note_fact(
        cast.actor(cast.lin), Subject(cast.hengyuan, person), card, likes, INTERNAL["likes"],
        Learned("told"), on=DAY,
    )  # fmt: skip
    post(f"{of}people/{person.pk}/stance/", side="opposes", grounds=PERSONAL["stance"])
    post(
        f"{of}people/{person.pk}/tie/", other=f"u{cast.lin.pk}", kind="friend", closeness=1,
        note=PERSONAL["tie"],
    )  # fmt: skip
    file = SimpleUploadedFile("letter.txt", f"{PERSONAL['file']}\n".encode())
    post(
        f"{of}documents/", file=file, kind="letter", level=2, title=PERSONAL["document"],
        contact=person.pk,
    )  # fmt: skip
    post(
        "/touches/new/",
        customer=cast.hengyuan.pk,
        kind="call",
        on=day,
        summary=INTERNAL["touch"],
    )
    post("/note/send/", key=str(uuid4()), text=OWN["notebook"])


def _leaves(key: str) -> list[Item]:
    """The questions of text a question is made of."""
    item = next(item for item in asking.form("mackay66").items if item.key == key)
    return [leaf for leaf in item.leaves if leaf.kind is ItemKind.TEXT]


def group_of(item: str) -> str:
    """The group of the sixty-six a question stands in."""
    form = asking.form("mackay66")
    return next(g.key for g in form.groups if any(i.key == item for i in g.items))


def found(text: bytes | str, words: Mapping[str, str]) -> set[str]:
    """Which of these words a text says, spelled out or with its letters escaped."""
    data = text if isinstance(text, bytes) else text.encode()
    return {place for place, word in words.items() if word.encode() in data}


def tables() -> Iterator[tuple[str, str]]:
    """Every table of the database as text, those of the search index too."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - the house's own tables
            yield table, "\n".join(str(row) for row in cursor.fetchall())


def files() -> Iterator[tuple[Path, bytes]]:
    """Every file the house keeps, opened up: tables of the night as text, packed sheets unpacked."""
    home = Path(settings.FACTS_DIR).parent
    for path in sorted(p for p in home.rglob("*") if p.is_file()):
        yield path, opened(path.name, path.read_bytes())


def opened(name: str, content: bytes) -> bytes:
    """What a file says, whatever it is packed in."""
    if name.endswith(".parquet"):
        rows = pq.read_table(io.BytesIO(content)).to_pylist()
        return json.dumps(rows, default=str, ensure_ascii=False).encode()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return b"\n".join(packed.read(each) for each in packed.namelist())
    return content


def sealed_facts() -> list[Fact]:
    """The answers that lie in envelopes."""
    return list(Fact.objects.unscoped().exclude(sealed="").order_by("pk"))


@contextmanager
def listening() -> Iterator[list[str]]:
    """Everything the house says into its logs meanwhile, tracebacks too."""
    heard: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(
                f"{self.format(record)} {record.args} {record.__dict__.get('request', '')}"
            )

    ear, root = Ear(logging.DEBUG), logging.getLogger()
    level = root.level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    try:
        yield heard
    finally:
        root.removeHandler(ear)
        root.setLevel(level)
