from django.urls import path

from zhike.web.facts import answers, classes, consents, pages, rights, sheets, upkeep

app_name = "facts"
urlpatterns = [
    path("<int:customer_id>/forms/<slug:form>/", pages.form_page, name="form"),
    path("<int:customer_id>/forms/<slug:form>/<slug:group>/", pages.fill, name="fill"),
    path("<int:customer_id>/contacts/<int:contact_id>/file/", pages.person, name="person"),
    path(
        "<int:customer_id>/contacts/<int:contact_id>/forms/<slug:form>/",
        pages.form_page,
        name="person_form",
    ),
    path(
        "<int:customer_id>/contacts/<int:contact_id>/forms/<slug:form>/<slug:group>/",
        pages.fill,
        name="person_fill",
    ),
    path("<int:customer_id>/consents/", consents.add, name="consent"),
    path(
        "<int:customer_id>/contacts/<int:contact_id>/consents/",
        consents.add,
        name="person_consent",
    ),
    path("consents/<int:consent_id>/withdraw/", consents.withdraw, name="withdraw_consent"),
    path("<int:customer_id>/wishes/new/", rights.ask, name="ask"),
    path(
        "<int:customer_id>/contacts/<int:contact_id>/wishes/new/",
        rights.ask,
        name="person_ask",
    ),
    path("persons/", rights.register, name="person_requests"),
    path("persons/<int:request_id>/", rights.one, name="person_request"),
    path("persons/<int:request_id>/decide/", rights.decide, name="decide_person"),
    path("persons/<int:request_id>/copy/", rights.hand_copy, name="hand_copy"),
    path("persons/<int:request_id>/erase/", rights.erase, name="erase_person"),
    path("facts/<int:fact_id>/", answers.answer, name="answer"),
    path("facts/<int:fact_id>/open/", answers.open_sealed, name="open"),
    path("facts/<int:fact_id>/confirm/", answers.confirm, name="confirm"),
    path("facts/<int:fact_id>/withdraw/", answers.withdraw, name="withdraw"),
    path("<int:customer_id>/sheets/new/<slug:form>/", sheets.new, name="new_sheet"),
    path("sheets/<int:sheet_id>/", sheets.sheet, name="sheet"),
    path("sheets/<int:sheet_id>/correct/", sheets.correct, name="correct_sheet"),
    path("sheets/<int:sheet_id>/sign/", sheets.sign, name="sign_sheet"),
    path("<int:customer_id>/classes/<slug:scheme>/", classes.classify, name="classify"),
    path("classes/", classes.schemes, name="schemes"),
    path("classes/new/", classes.make, name="make_scheme"),
    path("classes/<int:scheme_id>/retire/", classes.retire, name="retire_scheme"),
    path("upkeep/", upkeep.upkeep, name="upkeep"),
    path("upkeep/questions/", upkeep.questions, name="questions"),
    path("upkeep/questions/ask/", upkeep.ask, name="ask_switch"),
    path("upkeep/questions/<int:switch_id>/grant/", upkeep.grant, name="grant_switch"),
    path("upkeep/questions/<int:switch_id>/off/", upkeep.off, name="switch_off"),
]
