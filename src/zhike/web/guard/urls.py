from django.urls import path

from zhike.web.guard import (
    competitors,
    disclosures,
    enquiries,
    exports,
    loans,
    views,
)

app_name = "guard"
urlpatterns = [
    path("", views.home, name="home"),
    path("exports/", exports.register, name="exports"),
    path("exports/new/", exports.ask, name="ask_export"),
    path("exports/<int:export_id>/", exports.one, name="export"),
    path("exports/<int:export_id>/take/", exports.take, name="take_export"),
    path("exports/<int:export_id>/decide/", exports.decide, name="decide_export"),
    path("loans/", loans.register, name="loans"),
    path("loans/new/", loans.ask, name="ask_loan"),
    path("loans/<int:loan_id>/", loans.one, name="loan"),
    path("loans/<int:loan_id>/decide/", loans.decide, name="decide_loan"),
    path("loans/<int:loan_id>/return/", loans.give_back, name="return_loan"),
    path("disclosures/", disclosures.register, name="disclosures"),
    path("disclosures/new/", disclosures.ask, name="ask_disclosure"),
    path("disclosures/<int:request_id>/decide/", disclosures.decide, name="decide_disclosure"),
    path("disclosures/<int:request_id>/enter/", disclosures.enter, name="enter_disclosure"),
    path(
        "disclosures/entries/<int:disclosure_id>/correct/",
        disclosures.correct,
        name="correct_disclosure",
    ),
    path("enquiries/", enquiries.register, name="enquiries"),
    path("enquiries/new/", enquiries.receive, name="new_enquiry"),
    path("enquiries/<int:enquiry_id>/", enquiries.one, name="enquiry"),
    path("enquiries/<int:enquiry_id>/decide/", enquiries.decide, name="decide_enquiry"),
    path("enquiries/<int:enquiry_id>/answered/", enquiries.answered, name="answered_enquiry"),
    path("competitors/", competitors.known, name="competitors"),
    path("competitors/<int:competitor_id>/", competitors.one, name="competitor"),
    path("competitors/<int:competitor_id>/note/", competitors.note, name="note_competitor"),
    path("competitors/<int:competitor_id>/met/", competitors.met, name="met_competitor"),
    path("journal/", views.journal, name="journal"),
    path("levels/", views.levels_page, name="levels"),
]
