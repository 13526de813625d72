"""The lines of a business card are taken apart, whatever their order and language."""

from dataclasses import asdict

import pytest
from django.test import Client

from tests.conftest import Cast
from zhike.customers.models import Contact, Document
from zhike.exchange.card_text import read_card
from zhike.exchange.files.eyes import in_lines

CARDS: list[tuple[list[str], dict[str, str]]] = [
    (
        ["深圳市恒远机械有限公司", "王建国", "总经理", "手机：138 0013 8001", "电话：0755-82345678", "传真：0755-82345679",
         "邮箱：wang@hengyuan.example.com", "地址：深圳市南山区科技路12号恒远大厦8楼", "www.hengyuan.example.com"],
        {"company": "深圳市恒远机械有限公司", "name": "王建国", "title": "总经理", "mobile": "13800138001", "phone": "0755-82345678",
         "fax": "0755-82345679", "email": "wang@hengyuan.example.com", "address": "深圳市南山区科技路12号恒远大厦8楼",
         "website": "www.hengyuan.example.com"},
    ),
    (
        ["欧阳文 副总经理", "广州鸿图电子科技有限公司", "Tel: +86 20 8555 0100-8001  Fax: +86 20 8555 0101", "Mob: +86 139 0000 0001",
         "E-mail: ouyang@hongtu.example.com", "微信：ouyang_wen"],
        {"name": "欧阳文", "title": "副总经理", "company": "广州鸿图电子科技有限公司", "mobile": "13900000001", "fax": "020-85550101",
         "email": "ouyang@hongtu.example.com", "wechat": "ouyang_wen"},
    ),
    (
        ["李 慧", "采购部经理", "佛山市明远家具制造厂", "13700000002", "佛山市顺德区龙江镇工业大道88号"],
        {"name": "李慧", "title": "采购部经理", "company": "佛山市明远家具制造厂", "mobile": "13700000002",
         "address": "佛山市顺德区龙江镇工业大道88号"},
    ),
    (
        ["Harborline Logistics Ltd", "Emma Whitfield", "Purchasing Manager", "T: +44 20 7946 0958", "M: +44 7400 123456",
         "emma@harborline.example.com", "12 Dock Road, London E16 2AB", "harborline.com"],
        {"company": "Harborline Logistics Ltd", "name": "Emma Whitfield", "title": "Purchasing Manager", "phone": "+44 20 7946 0958",
         "mobile": "+44 7400 123456", "email": "emma@harborline.example.com", "address": "12 Dock Road, London E16 2AB",
         "website": "harborline.com"},
    ),
    (
        ["DANIEL OKAFOR", "Chief Executive Officer", "Silverpeak Trading GmbH", "Phone +49 30 901820", "office@silverpeak.de"],
        {"name": "Daniel Okafor", "title": "Chief Executive Officer", "company": "Silverpeak Trading GmbH", "phone": "+49 30 901820",
         "email": "office@silverpeak.de"},
    ),
    (
        ["张伟 David Zhang", "高级工程师", "中山大学附属医院 信息科", "地址：广州市越秀区中山二路58号", "联系电话 020-87755766"],
        {"name": "张伟", "english_name": "David Zhang", "title": "高级工程师", "company": "中山大学附属医院 信息科",
         "address": "广州市越秀区中山二路58号", "phone": "020-87755766"},
    ),
    (
        ["市政务服务数据管理局", "陈志远", "科长", "办公电话：0760-88881234", "邮编：528400"],
        {"company": "市政务服务数据管理局", "name": "陈志远", "title": "科长", "phone": "0760-88881234"},
    ),
    (
        ["何小姐", "汇达律师事务所", "Lawyer", "律师", "136-0000-0003", "heli@huida.cn"],
        {"company": "汇达律师事务所", "mobile": "13600000003", "email": "heli@huida.cn"},
    ),
    (
        ["赵敏 | 市场总监 CMO", "星辰（上海）网络科技股份有限公司", "手机/微信：13500000004", "上海市浦东新区张江路100弄3号楼502室"],
        {"name": "赵敏", "company": "星辰(上海)网络科技股份有限公司", "mobile": "13500000004",
         "address": "上海市浦东新区张江路100弄3号楼502室"},
    ),
    (
        ["Dr. Clara Brandt", "Head of Operations", "Northgate Medical Devices Inc.", "Suite 400, 88 Harbour Street, Boston MA",
         "Direct: +1 617 555 0134", "clara.brandt@northgate.com", "https://www.northgate.com/en"],
        {"name": "Dr. Clara Brandt", "title": "Head of Operations", "company": "Northgate Medical Devices Inc.",
         "address": "Suite 400, 88 Harbour Street, Boston MA", "email": "clara.brandt@northgate.com",
         "website": "https://www.northgate.com/en"},
    ),
    (
        ["13912345678", "刘洋", "LIU YANG", "区域销售经理 Regional Sales Manager", "恒隆集团华南分公司"],
        {"mobile": "13912345678", "name": "刘洋", "english_name": "Liu Yang", "company": "恒隆集团华南分公司"},
    ),
    (
        ["姓名：司马光", "职务：董事长", "司马光集团有限公司", "总机：400-820-8820", "邮件：smg @ smg.example.com"],
        {"name": "司马光", "title": "董事长", "company": "司马光集团有限公司", "email": "smg@smg.example.com"},
    ),
    (["陈晓东总监", "项目经理", "华南区域中心"], {"name": "陈晓东", "title": "总监 项目经理"}),
    (["高级项目经理", "高远"], {"name": "高远", "title": "高级项目经理"}),
    (["", "   ", "★★★"], {}),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), CARDS, ids=[c[0][0] or "empty" for c in CARDS])
def test_a_card_is_read_whatever_its_order(lines: list[str], wanted: dict[str, str]) -> None:
    found = asdict(read_card(lines))
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize(("lines", "wanted"), CARDS[:7])
def test_the_lines_may_come_from_bottom_to_top(
    lines: list[str], wanted: dict[str, str]
) -> None:
    found = asdict(read_card(lines[::-1]))
    for key in ("name", "company", "mobile", "email", "title"):
        if key in wanted:
            assert found[key] == wanted[key]


def test_what_nobody_can_place_is_left_over_and_never_lost() -> None:
    assert read_card(["让办公更简单", "王建国"]).rest == ("让办公更简单",)


def test_words_on_one_height_are_one_line_unless_far_apart() -> None:
    def box(x: float, y: float, width: float) -> list[tuple[float, float]]:
        return [(x, y), (x + width, y), (x + width, y + 20), (x, y + 20)]

    pieces = [
        (box(120, 42, 60), "经理"),
        (box(20, 40, 90), "王建国"),
        (box(20, 90, 80), "电话"),
        (box(600, 91, 80), "传真"),
    ]
    assert in_lines(pieces) == ["王建国 经理", "电话", "传真"]


def test_without_the_extra_the_page_says_how_to_switch_it_on(
    as_lin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhike.web.customers.card_photo.is_there", lambda: False)
    assert "make ocr" in as_lin.get("/customers/card/").content.decode()


def test_nothing_is_kept_until_it_was_looked_over_and_saved(as_lin: Client, cast: Cast) -> None:
    said = {
        "customer": cast.hengyuan.pk, "name": "王建国", "mobile": "138 0013 8001", "fax": "0755-82345679", "english": "Jack Wang",
        "address": "深圳市南山区科技路12号", "birth_calendar": "",
    }  # fmt: skip
    assert as_lin.post("/customers/card/save/", {**said, "name": ""}).status_code == 422
    assert Contact.objects.count() == 1
    as_lin.post(
        "/customers/card/save/", said | {"keep": "1", "picture": "bm90IGEgcGljdHVyZQ=="}
    )
    wang = Contact.objects.get(name="王建国")
    assert (wang.mobile, set(wang.points.values_list("kind", flat=True))) == (
        "13800138001", {"phone", "address"},
    )  # fmt: skip
    assert wang.also_called.get().words == "Jack Wang"
    assert not Document.objects.exists()
