"""Every page: readable by everybody (axe), held by a phone of 400 px, in light and dark."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests_browser.conftest import Open, keep_shot

PAGES = {
    "today": ("zhangxiao", "/today/"),
    "team": ("linzhiyuan", "/today/team/"),
    "customers": ("zhangxiao", "/customers/"),
    "conditions": (
        "zhangxiao",
        "/customers/?f1=grade&o1=is&v1=A&f2=touch&o2=older&v2=30&f3=tag&o3=filled&g3=2&m=any",
    ),
    "view": ("zhangxiao", "/customers/views/1/"),
    "save-view": ("zhangxiao", "/customers/views/new/?f1=key&o1=yes"),
    "customer": ("zhangxiao", "/customers/1/"),
    "customer-in-list": ("zhangxiao", "/customers/1/?in=all"),
    "cell": ("zhangxiao", "/customers/1/cell/city/"),
    "tags-of": ("zhangxiao", "/customers/1/tags/"),
    "to-the-trash": ("zhangxiao", "/customers/1/trash/"),
    "on-a-list": ("zhangxiao", "/customers/1/lists/"),
    "merge": ("zhangxiao", "/customers/1/merge/501/"),
    "doubles": ("luojing", "/customers/doubles/"),
    "cleaning": ("luojing", "/customers/cleaning/"),
    "tags": ("luojing", "/customers/tags/"),
    "lists": ("luojing", "/customers/lists/"),
    "list": ("zhangxiao", "/customers/lists/1/"),
    "trash": ("zhangxiao", "/customers/trash/"),
    "changes": ("zhangxiao", "/customers/changes/"),
    "file": ("zhangxiao", "/customers/1/file/"),
    "orders": ("zhangxiao", "/customers/1/orders/"),
    "runs": ("zhangxiao", "/customers/1/runs/"),
    "run": ("zhangxiao", "/runs/1/"),
    "milestone": ("zhangxiao", "/customers/1/milestones/new/"),
    "promises": ("linzhiyuan", "/promises/"),
    "promise": ("zhangxiao", "/promises/new/?customer=1"),
    "load": ("linzhiyuan", "/team/load/"),
    "load-of": ("linzhiyuan", "/team/load/1/"),
    "brief": ("zhangxiao", "/customers/1/brief/"),
    "new-customer": ("zhangxiao", "/customers/new/"),
    "new-contact": ("zhangxiao", "/customers/1/contacts/new/"),
    "people-map": ("zhangxiao", "/customers/1/people/"),
    "people-map-afar": ("luojing", "/customers/1/people/"),
    "place": ("zhangxiao", "/customers/1/people/1/"),
    "contact": ("zhangxiao", "/customers/1/contacts/1/"),
    "contact-afar": ("luojing", "/customers/1/contacts/1/"),
    "join": ("zhangxiao", "/customers/1/group/join/"),
    "refer": ("zhangxiao", "/customers/1/referrals/new/"),
    "referrers": ("zhangxiao", "/customers/referrers/"),
    "documents": ("zhangxiao", "/customers/1/documents/"),
    "card": ("zhangxiao", "/customers/card/"),
    "notes": ("zhangxiao", "/notes/"),
    "notebook": ("zhangxiao", "/note/"),
    "log": ("zhangxiao", "/touches/new/?customer=1"),
    "complaint": ("zhangxiao", "/touches/case/?customer=1"),
    "methods": ("zhengguodong", "/methods/"),
    "method": ("zhangxiao", "/methods/playbooks/after_deal/"),
    "scorecard": ("zhengguodong", "/methods/scorecards/evaluation/"),
    "method-numbers": ("zhengguodong", "/methods/playbooks/after_signing/numbers/"),
    "method-text": ("zhengguodong", "/methods/standards/contact_rhythm/text/"),
    "method-draft": ("zhengguodong", "/methods/standards/contact_rhythm/preview/"),
    "method-tried": ("zhengguodong", "/methods/standards/contact_rhythm/try/"),
    "playbook-tried": ("zhengguodong", "/methods/playbooks/complaint_same_day/try/"),
    "method-editions": ("zhengguodong", "/methods/cards/fair_comment/history/"),
    "method-compared": ("zhengguodong", "/methods/cards/fair_comment/compare/"),
    "method-drafts": ("zhengguodong", "/methods/drafts/"),
    "method-import": ("zhengguodong", "/methods/import/"),
    "calendar": ("zhangxiao", "/calendar/"),
    "imports": ("luojing", "/imports/"),
    "people": ("fangjie", "/people/"),
    "health": ("fangjie", "/health/"),
    "account": ("zhangxiao", "/account/"),
    "second-factor": ("zhangxiao", "/accounts/2fa/"),
    "sessions": ("zhangxiao", "/accounts/sessions/"),
    "set-password": ("zhangxiao", "/accounts/password/set/"),
    "guard": ("linzhiyuan", "/guard/"),
    "export-register": ("luojing", "/guard/exports/"),
    "export-asked": ("zhangxiao", "/guard/exports/new/?what=contacts&state=key"),
    "export-one": ("zhangxiao", "/guard/exports/1/"),
    "loans": ("linzhiyuan", "/guard/loans/"),
    "loan": ("linzhiyuan", "/guard/loans/1/"),
    "loan-asked": ("zhangxiao", "/guard/loans/new/"),
    "disclosures": ("luojing", "/guard/disclosures/"),
    "disclosure-asked": ("zhangxiao", "/guard/disclosures/new/"),
    "enquiries": ("zhangxiao", "/guard/enquiries/"),
    "enquiry": ("linzhiyuan", "/guard/enquiries/2/"),
    "competitors": ("luojing", "/guard/competitors/"),
    "competitor": ("zhangxiao", "/guard/competitors/1/"),
    "competitor-met": ("zhangxiao", "/guard/competitors/1/met/"),
    "journal": ("luojing", "/guard/journal/"),
    "levels": ("fangjie", "/guard/levels/"),
    "leaving": ("fangjie", "/people/3/leave/"),
    "left": ("fangjie", "/people/left/"),
    "discard": ("fangjie", "/sample/discard/"),
    "person": ("zhangxiao", "/customers/1/contacts/1/file/"),
    "mackay": ("zhangxiao", "/customers/1/contacts/1/forms/mackay66/"),
    "mackay-group": ("zhangxiao", "/customers/1/contacts/1/forms/mackay66/interests/"),
    "mackay-afar": ("luojing", "/customers/1/contacts/1/forms/mackay66/"),
    "company-sheet": ("zhangxiao", "/customers/1/forms/company_sheet/"),
    "consent": ("zhangxiao", "/customers/1/contacts/1/consents/"),
    "answer": ("luojing", "/customers/facts/1/"),
    "visit-plan": ("zhangxiao", "/customers/1/sheets/new/visit_plan/"),
    "visit-record": ("zhangxiao", "/customers/1/sheets/new/visit_record/?contact=1"),
    "classes": ("zhengguodong", "/customers/classes/"),
    "upkeep": ("zhangxiao", "/customers/upkeep/"),
    "questions": ("zhengguodong", "/customers/upkeep/questions/"),
    "asked-of-us": ("luojing", "/customers/persons/"),
    "ask-of-us": ("zhangxiao", "/customers/1/contacts/1/wishes/new/"),
    "data-card": ("zhangxiao", "/customers/1/card/"),
    "management-card": ("zhangxiao", "/customers/1/management/"),
    "pack": ("zhangxiao", "/customers/1/pack/"),
    "brief-by-name": ("zhangxiao", "/customers/brief/?q=n"),
    "not-there": ("zhangxiao", "/customers/999999/"),
}
LOOKS: dict[str, dict[str, Any]] = {
    "desk": {},
    "desk-dark": {"dark": True},
    "phone": {"phone": True},
    "phone-dark": {"phone": True, "dark": True},
    "desk-english": {"language": "en-GB"},
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_readable_and_holds(visit: Open, name: str, look: str) -> None:
    who, path = PAGES[name]
    if name == "not-there":
        page = visit("/today/", who=who, **LOOKS[look])
        page.set_content(page.request.get(path).text())
        return
    page = visit(path, who=who, **LOOKS[look])
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    keep_shot(page, f"{name}-{look}")
    assert overflow <= 0, "the page scrolls sideways"
    found = Axe().run(page).response["violations"]
    assert [(v["id"], n["target"][0], n["html"][:90]) for v in found for n in v["nodes"]] == []
