"""Every page opens for somebody who may see it, in both languages."""

import pytest
from django.test import Client

from tests.conftest import Cast
from tests.guard.helpers import made_for_the_guard

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
    "/customers/{customer}/card/",
    "/customers/{customer}/management/",
    "/customers/{customer}/pack/",
    "/customers/brief/?q=zzz",
    "/customers/{customer}/edit/",
    "/customers/{customer}/assign/",
    "/customers/{customer}/contacts/new/",
    "/customers/{customer}/contacts/{contact}/",
    "/customers/{customer}/contacts/{contact}/file/",
    "/customers/{customer}/contacts/{contact}/forms/mackay66/",
    "/customers/{customer}/contacts/{contact}/forms/mackay66/family/",
    "/customers/{customer}/contacts/{contact}/consents/",
    "/customers/{customer}/forms/company_sheet/",
    "/customers/{customer}/forms/customer_view/sales/",
    "/customers/{customer}/sheets/new/visit_plan/",
    "/customers/{customer}/sheets/new/visit_record/?contact={contact}",
    "/customers/classes/",
    "/customers/upkeep/",
    "/customers/upkeep/questions/",
    "/customers/{customer}/contacts/{contact}/edit/",
    "/customers/{customer}/people/",
    "/customers/{customer}/people/{contact}/",
    "/customers/{customer}/people/{contact}/?other={contact}&who=y",
    "/customers/{customer}/group/join/",
    "/customers/{customer}/group/mark/",
    "/customers/{customer}/referrals/new/",
    "/customers/referrers/",
    "/customers/{customer}/documents/",
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
    "/people/{person}/",
    "/people/{person}/leave/",
    "/people/left/",
    "/guard/",
    "/guard/exports/",
    "/guard/exports/new/?what=customers&q=恒",
    "/guard/exports/new/?what=contacts",
    "/guard/exports/new/?what=touches&customer={customer}",
    "/guard/exports/new/?what=summary",
    "/guard/exports/{export}/",
    "/guard/loans/",
    "/guard/loans/new/",
    "/guard/loans/{loan}/",
    "/guard/disclosures/",
    "/guard/disclosures/new/",
    "/guard/enquiries/",
    "/guard/enquiries/new/",
    "/guard/enquiries/{enquiry}/",
    "/guard/competitors/",
    "/guard/competitors/{competitor}/",
    "/guard/competitors/{competitor}/note/",
    "/guard/competitors/{competitor}/met/",
    "/guard/journal/",
    "/guard/levels/",
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
    guarded = made_for_the_guard(cast)
    address = page.format(
        customer=cast.hengyuan.pk, contact=cast.yu.pk, person=cast.lin.pk, **guarded
    )
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:400]
