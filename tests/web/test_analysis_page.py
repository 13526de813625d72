"""The page of analyses: four ways, four functions, and how each class is managed."""

import re

import pytest
from django.test import Client

from zhike.methods.library import library
from zhike.methods.packages import packages


def links(html: str, title: str) -> list[str]:
    """Where the section of this title leads."""
    section = html.split(f"<h2>{title}</h2>")[1].split("</section>")[0]
    return [each.split("#")[0] for each in re.findall(r'class="link" href="([^"]+)"', section)]


@pytest.mark.row("S2-29")
def test_four_methods_of_analysis_have_their_place_and_are_said_to_be_our_choice(
    as_lin: Client, cast: object
) -> None:
    html = as_lin.get("/value/analysis/").content.decode()
    for title in ("近度·频次·金额（RFM）", "二八与 ABC", "构成与趋势", "同期群与流失"):
        assert f"<dt>{title}</dt>" in html
    assert "这四种是知客选的" in html
    found = links(html, "四种分析方法")
    assert len(found) == 7
    assert {as_lin.get(address).status_code for address in found} == {200}


@pytest.mark.row("S2-05")
def test_the_four_functions_lead_to_pages_that_open(as_lin: Client, cast: object) -> None:
    html = as_lin.get("/value/analysis/").content.decode()
    for title in ("销售管理", "市场透视", "客户分析", "实时监控"):
        assert f"<dt>{title}</dt>" in html
    found = links(html, "四项功能在哪里")
    assert len(found) == 10
    assert {as_lin.get(address).status_code for address in found} == {200}


@pytest.mark.row("S2-33")
def test_each_class_has_its_package_of_rhythm_person_and_benefits(
    as_lin: Client, cast: object
) -> None:
    a, b, c = packages(library(), "evaluation")
    assert (a.contact_days, b.contact_days, c.contact_days) == (30, 60, 120)
    assert (a.level and a.level.zh, c.executive_days) == ("公司领导", None)
    assert {service.zh: times for service, times in a.services}["缴费服务"] == 12
    assert len(a.services) > len(c.services)
    diamond = packages(library(), "vip_card")[-1]
    assert len(diamond.services) == 9
    html = as_lin.get("/value/analysis/").content.decode()
    for part in (
        "怎么管：A、B、C 三等",
        "怎么管：贵宾级别",
        "30 天",
        "公司领导",
        "钻石卡",
        "缴费服务 12",
    ):
        assert part in html
