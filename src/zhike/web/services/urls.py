from django.urls import path

from zhike.web.services import customer, ledgers, views

app_name = "services"
urlpatterns = [
    path("services/", views.coverage, name="coverage"),
    path("services/customers/", views.behind, name="behind"),
    path("services/catalogue/", views.catalogue, name="catalogue"),
    path("services/effort/", views.effort, name="effort"),
    path("services/extras/", ledgers.free_work, name="extras"),
    path("services/extras/<int:extra_id>/decide/", ledgers.decide_extra, name="decide_extra"),
    path("services/support/", ledgers.support, name="support"),
    path("services/duties/", views.duties, name="duties"),
    path("customers/<int:customer_id>/services/", customer.page, name="customer"),
    path("customers/<int:customer_id>/services/give/", customer.give, name="give"),
    path(
        "customers/<int:customer_id>/services/effort/", customer.note_effort, name="note_effort"
    ),
    path("customers/<int:customer_id>/services/extra/", customer.extra, name="extra"),
    path("customers/<int:customer_id>/services/support/", customer.support, name="grant"),
]
