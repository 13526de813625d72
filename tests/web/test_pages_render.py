"""Every page opens for somebody who may see it, in both languages."""

import pytest
from django.test import Client

from tests.conftest import Cast

PAGES = [
    "/today/",
    "/today/team/",
    "/customers/",
    "/customers/?q=hyjx",
    "/customers/?sort=revenue&state=quiet&grade=none",
    "/customers/find/?q=恒",
    "/customers/new/",
    "/customers/{customer}/",
    "/customers/{customer}/file/",
    "/customers/{customer}/orders/",
    "/customers/{customer}/brief/",
    "/customers/{customer}/edit/",
    "/customers/{customer}/assign/",
    "/customers/{customer}/contacts/new/",
    "/customers/{customer}/contacts/{contact}/",
    "/customers/{customer}/contacts/{contact}/edit/",
    "/customers/{customer}/people/",
    "/customers/{customer}/people/{contact}/",
    "/customers/{customer}/people/{contact}/?other={contact}&who=y",
    "/customers/{customer}/group/join/",
    "/customers/{customer}/group/mark/",
    "/customers/{customer}/referrals/new/",
    "/customers/referrers/",
    "/customers/{customer}/documents/",
    "/customers/{customer}/contacts.vcf",
    "/customers/card/",
    "/notes/",
    "/note/",
    "/note/sw.js",
    "/touches/new/",
    "/touches/new/?customer={customer}",
    "/touches/case/?customer={customer}",
    "/touches/plan/?customer={customer}",
    "/calendar/",
    "/calendar/2026/2/",
    "/people/",
    "/people/new/",
    "/health/",
    "/account/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/password/set/",
]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_page_opens(client: Client, cast: Cast, page: str, language: str) -> None:
    cast.feng.language = language
    cast.feng.save()
    client.force_login(cast.feng)
    address = page.format(customer=cast.hengyuan.pk, contact=cast.yu.pk)
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:400]
