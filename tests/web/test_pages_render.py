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
    "/customers/?all=1&sort=-revenue&cols=city,phone,key,beyond,number,since,opened,team,orders,cycle",
    "/customers/?f1=grade&o1=is&v1=A&f2=city&o2=contains&v2=深&g2=2&m=any&add=group",
    "/customers/find/",
    "/customers/find/?q=%3E新",
    "/customers/views/new/",
    "/customers/lookalikes/?name=恒远机械",
    "/customers/changes/",
    "/customers/trash/",
    "/customers/tags/",
    "/customers/lists/",
    "/customers/doubles/",
    "/customers/cleaning/?months=6",
    "/customers/{customer}/?in=all",
    "/customers/{customer}/cell/city/",
    "/customers/{customer}/cell/is_key/",
    "/customers/{customer}/tags/",
    "/customers/{customer}/lists/",
    "/customers/{customer}/trash/",
    "/customers/{customer}/namesakes/?name=于海",
    "/customers/{customer}/",
    "/customers/{customer}/file/",
    "/customers/{customer}/orders/",
    "/customers/{customer}/brief/",
    "/customers/{customer}/edit/",
    "/customers/{customer}/assign/",
    "/customers/{customer}/contacts/new/",
    "/customers/{customer}/contacts/{contact}/",
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
