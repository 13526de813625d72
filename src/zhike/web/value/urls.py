from django.urls import path

from zhike.web.value import (
    analysis,
    attention,
    book,
    contracts,
    customer,
    departures,
    development,
    directions,
    keeping,
    leaving,
    moves,
    types,
)

app_name = "value"
urlpatterns = [
    path("value/", book.overview, name="book"),
    path("value/composition/", book.composition, name="composition"),
    path("value/types/", types.types, name="types"),
    path("value/effort/", attention.effort, name="effort"),
    path("value/keeping/", keeping.page, name="keeping"),
    path("value/leaving/", leaving.page, name="leaving"),
    path("customers/<int:customer_id>/value/keep/", leaving.keep, name="keep"),
    path("customers/<int:customer_id>/value/win-back/", leaving.win_back, name="win_back"),
    path("customers/<int:customer_id>/value/contracts/new/", contracts.sign, name="sign"),
    path("contracts/<int:contract_id>/renew/", contracts.renew, name="renew"),
    path("contracts/<int:contract_id>/end/", contracts.end, name="end_contract"),
    path("customers/<int:customer_id>/value/departure/", departures.note, name="departure"),
    path("departures/<int:departure_id>/back/", departures.back, name="back"),
    path("value/moves/", moves.report, name="moves"),
    path("value/moves/decide/", moves.decide, name="decide"),
    path("value/moves/<int:decision_id>/decide/", moves.decide_waiting, name="decide_asked"),
    path("value/moves/schemes/<slug:scheme>/", moves.review, name="review_scheme"),
    path("value/directions/", directions.overview, name="directions"),
    path("value/directions/decide/", directions.decide, name="decide_directions"),
    path("value/analysis/", analysis.overview, name="analysis"),
    path("value/analysis/<slug:step>/", analysis.work, name="analysis_work"),
    path("value/development/", development.register, name="development"),
    path(
        "customers/<int:customer_id>/value/development/", development.customer, name="develop"
    ),
    path("value/development/<int:plan_id>/retest/", development.retest, name="retest"),
    path("customers/<int:customer_id>/value/", customer.page, name="customer"),
    path("customers/<int:customer_id>/value/wallet/", customer.wallet, name="wallet"),
    path("customers/<int:customer_id>/value/terms/", customer.terms, name="terms"),
    path("customers/<int:customer_id>/value/spill/", customer.spill, name="spill"),
    path(
        "customers/<int:customer_id>/value/spill/<int:spill_id>/end/",
        customer.end_spill,
        name="end_spill",
    ),
]
