from django.urls import path

from zhike.web.value import book, contracts, customer, departures, keeping, leaving

app_name = "value"
urlpatterns = [
    path("value/", book.overview, name="book"),
    path("value/composition/", book.composition, name="composition"),
    path("value/keeping/", keeping.page, name="keeping"),
    path("value/leaving/", leaving.page, name="leaving"),
    path("customers/<int:customer_id>/value/keep/", leaving.keep, name="keep"),
    path("customers/<int:customer_id>/value/win-back/", leaving.win_back, name="win_back"),
    path("customers/<int:customer_id>/value/contracts/new/", contracts.sign, name="sign"),
    path("contracts/<int:contract_id>/renew/", contracts.renew, name="renew"),
    path("contracts/<int:contract_id>/end/", contracts.end, name="end_contract"),
    path("customers/<int:customer_id>/value/departure/", departures.note, name="departure"),
    path("departures/<int:departure_id>/back/", departures.back, name="back"),
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
