"""Known sensitive words are put in, and everything the house can show, send, log, cache or index is searched for them (T20, G7)."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from django.utils.timezone import localdate

from tests.conftest import Cast
from tests.sweeps.canaries import (
    FAR,
    HOMES,
    INTERNAL,
    NEAR,
    OWN,
    PERSONAL,
    SEALED,
    files,
    found,
    listening,
    opened,
    put_in,
    sealed_facts,
    settle_in,
    tables,
)
from tests.sweeps.walking import PARAMETER, Visitor, quiet, taken_back
from tests.sweeps.world import WORDS
from zhike.customers import asking
from zhike.customers.actions.persons import decide_request, receive_request
from zhike.customers.asking import Subject
from zhike.customers.models import (
    Consent,
    Contact,
    ContactPoint,
    Customer,
    Document,
    DoNotContact,
    Fact,
    SearchEntry,
    Tie,
)
from zhike.exchange.models import Export
from zhike.exchange.out import actions as exports
from zhike.exchange.out.actions import CannotLeave, Order
from zhike.exchange.out.columns import COLUMNS, What
from zhike.exchange.out.jobs import write_queued
from zhike.nightly import run_night
from zhike.trust import journal, policy
from zhike.trust.actor import Actor, Door, Level
from zhike.trust.models import Event, Opening
from zhike.trust.policy import Channel
from zhike.users.models import User
from zhike.users.queries import actor_for
from zhike.value.vocabulary import OPERATORS, Kind, fields
from zhike.web.customers.columns import COLUMNS as LIST_COLUMNS
from zhike.web.rights import routes


def _ids(cast: Cast) -> dict[str, list[int]]:
    """What the paths of this house may name of the one customer, and of its one person."""
    of_person: list[tuple[str, type[Model]]] = [
        ("point_id", ContactPoint), ("wish_id", DoNotContact), ("tie_id", Tie),
        ("fact_id", Fact), ("consent_id", Consent), ("document_id", Document),
    ]  # fmt: skip
    found = {
        name: list(model._base_manager.filter(contact=cast.yu).values_list("pk", flat=True))
        for name, model in of_person
    }
    exported = Export.objects.unscoped().values_list("pk", flat=True)
    return found | {
        "customer_id": [cast.hengyuan.pk], "contact_id": [cast.yu.pk], "lost_id": [cast.yu.pk],
        "user_id": [cast.lin.pk], "export_id": list(exported),
    }  # fmt: skip


def _pages(cast: Cast) -> Iterator[str]:
    """Every address of the house that is read, with whatever it can name of this customer."""
    ids, customer, person = _ids(cast), cast.hengyuan.pk, cast.yu.pk
    for path, _ in routes(get_resolver()):
        names = [name for _, name in PARAMETER.findall(path)]
        numbers = [
            ids.get(name, [1]) if name not in WORDS else [WORDS[name](path)] for name in names
        ]
        for chosen in product(*numbers):
            said = iter(chosen)
            yield "/" + PARAMETER.sub(lambda _: str(next(said)), path)  # noqa: B023 - used at once
    for form in ("company_sheet", "customer_view"):
        yield f"/customers/{customer}/forms/{form}/"
    for form in ("person_sheet", "relationship_card", "four_questions"):
        yield f"/customers/{customer}/contacts/{person}/forms/{form}/"
    for group in asking.form("mackay66").groups:
        yield f"/customers/{customer}/contacts/{person}/forms/mackay66/{group.key}/"
    yield from (
        "/customers/?q=恒远", "/customers/find/?q=恒远", "/customers/brief/?q=恒远",
        f"/touches/new/?customer={customer}", f"/touches/case/?customer={customer}",
        f"/touches/plan/?customer={customer}", "/touches/pick/?who=恒远",
        f"/customers/lookalikes/?name={cast.hengyuan.name}",
        f"/customers/{customer}/namesakes/?name=于海",
        f"/customers/{customer}/sheets/new/visit_record/?contact={person}",
        "/guard/exports/new/?what=contacts", f"/guard/exports/new/?what=contacts&customer={customer}",
        f"/customers/?cols={','.join(LIST_COLUMNS)}",
    )  # fmt: skip


@pytest.fixture
def house(cast: Cast) -> Cast:
    settle_in(cast)
    client = Client()
    client.force_login(cast.lin)
    put_in(client, cast)
    return cast


def somebody(name: str) -> User:
    return User.objects.get(username=name)


def heard_by(cast: Cast, name: str) -> dict[str, set[str]]:
    """Every word somebody is told anywhere, and where."""
    visitor, told = Visitor(somebody(name)), dict[str, set[str]]()
    with quiet():
        for page in _pages(cast):
            for part in (False, True):
                answer = visitor.ask("GET", page, part=part)
                assert answer.status < 500, (page, answer.broke)
                said = answer.body + answer.location.encode()
                for place in found(said, SEALED | PERSONAL | OWN | INTERNAL):
                    told.setdefault(place, set()).add(page)
    return told


@pytest.mark.parametrize("name", NEAR)
def test_who_looks_after_a_customer_reads_what_is_personal_and_nothing_sealed(
    house: Cast, name: str
) -> None:
    told = heard_by(house, name)
    assert not told.keys() & SEALED.keys(), told
    assert told.keys() >= PERSONAL.keys() - {"old note", "old answer"}
    assert (told.keys() & OWN.keys() == OWN.keys()) is (name == "lin")


@pytest.mark.parametrize("name", FAR)
def test_who_only_sees_a_customer_reads_nothing_personal_on_any_page(
    house: Cast, name: str
) -> None:
    told = heard_by(house, name)
    assert {place: told[place] for place in told.keys() - INTERNAL.keys()} == {}


def test_who_does_not_see_a_customer_is_told_no_word_of_it(house: Cast) -> None:
    assert heard_by(house, "he") == {}


@pytest.mark.parametrize("name", FAR)
def test_a_part_of_something_personal_finds_nobody_for_who_is_not_near(
    house: Cast, name: str
) -> None:
    visitor = Visitor(somebody(name))
    for word in (SEALED | PERSONAL).values():
        for part in {word[:-1], word[1:]}:
            for page in (f"/customers/find/?q={part}", f"/customers/?all=1&q={part}"):
                answer = visitor.ask("GET", page)
                assert "恒远".encode() not in answer.body, page


def test_nothing_sealed_finds_anybody_even_for_who_is_near(house: Cast) -> None:
    visitor = Visitor(house.lin)
    for word in SEALED.values():
        assert "恒远".encode() not in visitor.ask("GET", f"/customers/find/?q={word}").body


@pytest.mark.parametrize("name", ["lin", "zhao", "sun", "zheng", "feng"])
def test_a_file_holds_what_its_asker_may_read_and_nothing_sealed(
    house: Cast, name: str
) -> None:
    read = list[tuple[What, str]]()
    for what, form in product(What, ("csv", "xlsx", "vcf")):
        with taken_back():
            content = _file(house, somebody(name), what, form)
        if content is None:
            continue
        read.append((what, form))
        told = found(content, SEALED | PERSONAL | OWN)
        may = _FILED if what is What.CONTACTS and name in NEAR else set[str]()
        assert told == may, (what, form)
    assert len(read) >= len(What), read


_FILED = {"mobile", "email", "wechat"}


def _file(cast: Cast, user: User, what: What, form: str) -> bytes | None:
    """A file as its asker gets it, approved where it must be; None where this kind has no such form."""
    at = timezone.now()
    asker = actor_for(user, Door.WEB, on=localdate())
    columns = tuple(column.key for column in COLUMNS.get(what, ()))
    try:
        export = exports.ask(asker, Order(what, "", columns, form, "拜访", "zh"), at=at)
    except (CannotLeave, LookupError, ValueError):
        return None
    if export.state == "waiting":
        boss = cast.sun if user != cast.sun else cast.feng
        exports.decide(
            actor_for(boss, Door.WEB, on=localdate()), export.pk, grant=True, why="", at=at
        )
    while write_queued():
        pass
    path, file_name = exports.take(asker, export.pk, at=at)
    return opened(file_name, path.read_bytes())


def test_a_sealed_answer_leaves_once_for_a_purpose_and_only_to_who_is_near(house: Cast) -> None:
    envelopes = [fact for fact in sealed_facts() if fact.ended_on is None]
    assert len(envelopes) == 2
    for name in (*FAR, "he"):
        visitor = Visitor(somebody(name))
        for fact in envelopes:
            answer = visitor.ask("POST", f"/customers/facts/{fact.pk}/open/", purpose="看看")
            assert answer.status in {403, 404}, name
            assert not found(answer.body, SEALED)
    assert not Opening.objects.unscoped().exists()
    client = Client()
    client.force_login(house.lin)
    for fact in envelopes:
        address = f"/customers/facts/{fact.pk}/open/"
        assert not found(client.post(address).content, SEALED)
        shown = client.post(address, {"purpose": INTERNAL["purpose"]})
        assert len(found(shown.content, SEALED)) == 1
        assert "no-store" in shown["Cache-Control"]
    assert Opening.objects.unscoped().count() == len(envelopes)
    assert not heard_by(house, "lin").keys() & SEALED.keys()
    assert not heard_by(house, "sun").keys() & (SEALED | PERSONAL).keys()


def test_what_is_kept_says_personal_words_only_where_they_are_at_home(house: Cast) -> None:
    _live_a_while(house)
    for table, rows in tables():
        wrong = found(rows, SEALED if table in HOMES else SEALED | PERSONAL | OWN)
        if table == "customers_searchentry":
            entry = SearchEntry.objects.get(customer=house.hengyuan)
            assert not found(entry.haystack, SEALED | PERSONAL | OWN)
            assert not found(entry.personal, SEALED | OWN)
            continue
        assert not wrong, (table, wrong)


def test_what_lies_on_the_disk_says_nothing_sealed_and_what_is_personal_only_in_its_own_files(
    house: Cast,
) -> None:
    _live_a_while(house)
    for path, content in files():
        kept = path.parent.parent.name == "documents" or "exports" in path.parts
        assert not found(content, SEALED if kept else SEALED | PERSONAL | OWN), path


def _live_a_while(cast: Cast) -> None:
    """Pages are read by two people, files are taken, a seal is opened, a night goes by."""
    for name in ("lin", "sun"):
        heard_by(cast, name)
        for form in ("csv", "xlsx"):
            _file(cast, somebody(name), What.CONTACTS, form)
    client = Client()
    client.force_login(cast.lin)
    for fact in sealed_facts():
        client.post(f"/customers/facts/{fact.pk}/open/", {"purpose": INTERNAL["purpose"]})
    run_night(localdate(), say=lambda _line: None)


def test_the_log_says_nothing_of_anybody_even_when_a_page_breaks(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle_in(cast)
    client = Client(raise_request_exception=False)
    client.force_login(cast.lin)
    with listening() as heard:
        put_in(client, cast)
        for fact in sealed_facts():
            client.post(f"/customers/facts/{fact.pk}/open/", {"purpose": "核对"})
        _breaks(monkeypatch)
        broken = client.get(f"/customers/{cast.hengyuan.pk}/contacts/{cast.yu.pk}/file/")
        Visitor(cast.lin).ask("GET", f"/customers/{cast.hengyuan.pk}/brief/")
        run_night(localdate(), say=heard.append)
    assert broken.status_code == 500
    assert not found(broken.content, SEALED | PERSONAL | INTERNAL)
    assert any("Internal Server Error" in line for line in heard)
    assert not found("\n".join(heard), SEALED | PERSONAL | OWN | INTERNAL)


def _breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person's page falls over with his answers in its hands."""
    from zhike.customers import consents

    def falls(*_: object) -> object:
        raise RuntimeError("the page fell over")

    monkeypatch.setattr(consents, "openings", falls)


def test_messages_and_cookies_carry_nothing_of_anybody(cast: Cast) -> None:
    settle_in(cast)
    client = Client()
    client.force_login(cast.lin)
    put_in(client, cast)
    assert not found(client.cookies.output(), SEALED | PERSONAL | OWN | INTERNAL)
    assert not found(str(dict(client.session.items())), SEALED | PERSONAL | OWN | INTERNAL)


def test_the_copy_for_a_person_holds_him_and_his_seals_are_on_record(house: Cast) -> None:
    about = Subject(house.hengyuan, house.yu)
    asked = receive_request(
        house.actor(house.lin, on=localdate()), about, kind="copy", words="要一份",
        came_on=localdate(), at=timezone.now(),
    )  # fmt: skip
    decide_request(house.actor(house.qian), asked.pk, grant=True, why="", at=timezone.now())
    address = f"/customers/persons/{asked.pk}/copy/"
    for name in (*FAR, "zhao", "he"):
        answer = Visitor(somebody(name)).ask("POST", address)
        assert not found(answer.body, SEALED | PERSONAL | OWN), name
    assert not Opening.objects.unscoped().exists()
    client = Client()
    client.force_login(house.lin)
    assert found(client.post(address).content, SEALED) >= {"politics", "correction"}
    assert Opening.objects.unscoped().count() >= 2
    assert not found(client.post(address).content, SEALED)
    assert not any(found(content, SEALED) for _, content in files())


@pytest.mark.django_db
@pytest.mark.parametrize("channel", [Channel.FILTER, Channel.SORT])
def test_nothing_personal_can_be_asked_or_sorted_by(channel: Channel) -> None:
    for each in fields().values():
        assert policy.may_leave(policy.level_of(each.model, each.column), channel, near=False)
        assert each.model is not Fact
        assert each.model is not Contact or each.operators == OPERATORS[Kind.THERE]
    for column in LIST_COLUMNS.values():
        assert not column.sort or column.sort in fields()
        assert policy.level_of(Customer, column.key) <= Level.INTERNAL


def test_a_planted_leak_into_the_journal_is_found(
    house: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = journal.record

    def blabs(*args: object, **particulars: object) -> Event:
        return record(*args, **particulars, word=PERSONAL["topics"])  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr("zhike.customers.actions.facts.journal.record", blabs)
    fact = next(f for f in Fact.objects.unscoped() if f.value == PERSONAL["topics"])
    client = Client()
    client.force_login(house.lin)
    client.post(f"/customers/facts/{fact.pk}/withdraw/")
    assert found(dict(tables())["trust_event"], PERSONAL) == {"topics"}


def test_a_planted_hole_in_the_field_policy_is_found(
    house: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Actor, "is_near", lambda *_: True)
    assert heard_by(house, "sun").keys() & PERSONAL.keys() > {"mobile", "topics", "stance"}
