from django.urls import path

from zhike.web.customers import contacts, views

app_name = "customers"
urlpatterns = [
    path("", views.customer_list, name="list"),
    path("find/", views.find, name="find"),
    path("new/", views.open_customer, name="new"),
    path("lookalikes/", views.lookalikes, name="lookalikes"),
    path("<int:customer_id>/", views.customer, name="customer"),
    path("<int:customer_id>/file/", views.file, name="file"),
    path("<int:customer_id>/orders/", views.orders, name="orders"),
    path("<int:customer_id>/brief/", views.brief, name="brief"),
    path("<int:customer_id>/edit/", views.change_customer, name="edit"),
    path("<int:customer_id>/assign/", views.assign, name="assign"),
    path("brief/", views.find_brief, name="find_brief"),
    path("<int:customer_id>/card/", views.card, {"kind": "data"}, name="card"),
    path(
        "<int:customer_id>/management/", views.card, {"kind": "management"}, name="management"
    ),
    path("<int:customer_id>/pack/", views.pack, name="pack"),
    path("<int:customer_id>/pack/read/", views.pack_read, name="pack_read"),
    path("<int:customer_id>/rate/", views.rate, name="rate"),
    path("<int:customer_id>/contacts/new/", contacts.add, name="new_contact"),
    path("<int:customer_id>/contacts/<int:contact_id>/", contacts.change, name="contact"),
]
