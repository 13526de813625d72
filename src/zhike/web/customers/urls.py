from django.urls import path

from zhike.web.customers import contacts, documents, groups, people, referrals, views

app_name = "customers"
urlpatterns = [
    path("", views.customer_list, name="list"),
    path("find/", views.find, name="find"),
    path("new/", views.open_customer, name="new"),
    path("lookalikes/", views.lookalikes, name="lookalikes"),
    path("referrers/", referrals.referrers, name="referrers"),
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
    path("<int:customer_id>/people/", people.people_map, name="people"),
    path("<int:customer_id>/people/spots/", people.spots, name="spots"),
    path("<int:customer_id>/people/<int:contact_id>/", people.place, name="place"),
    path("<int:customer_id>/people/<int:contact_id>/stance/", people.stance, name="stance"),
    path("<int:customer_id>/people/<int:contact_id>/tie/", people.tie, name="tie"),
    path("<int:customer_id>/people/untie/<int:tie_id>/", people.untie, name="untie"),
    path("<int:customer_id>/group/join/", groups.join, name="join"),
    path("<int:customer_id>/group/leave/", groups.leave, name="leave"),
    path("<int:customer_id>/group/mark/", groups.mark, name="mark"),
    path("<int:customer_id>/group/unmark/<int:mark_id>/", groups.unmark, name="unmark"),
    path("<int:customer_id>/referrals/new/", referrals.add, name="refer"),
    path("<int:customer_id>/referrals/<int:referral_id>/", referrals.settle, name="referral"),
    path("<int:customer_id>/referrals/<int:referral_id>/thank/", referrals.thank, name="thank"),
    path("<int:customer_id>/documents/", documents.documents_of, name="documents"),
    path("<int:customer_id>/documents/<int:document_id>/", documents.document, name="document"),
    path(
        "<int:customer_id>/documents/<int:document_id>/versions/",
        documents.add_version,
        name="add_version",
    ),
    path(
        "<int:customer_id>/documents/<int:document_id>/remove/",
        documents.remove,
        name="remove_document",
    ),
    path(
        "<int:customer_id>/documents/<int:document_id>/<int:number>/download/",
        documents.download,
        name="download",
    ),
    path(
        "<int:customer_id>/documents/<int:document_id>/<int:number>/picture/",
        documents.picture,
        name="picture",
    ),
    path(
        "<int:customer_id>/documents/<int:document_id>/<int:number>/pdf/",
        documents.pdf,
        name="pdf",
    ),
    path("<int:customer_id>/contacts/new/", contacts.add, name="new_contact"),
    path("<int:customer_id>/contacts/<int:contact_id>/", contacts.card, name="contact"),
    path(
        "<int:customer_id>/contacts/<int:contact_id>/edit/",
        contacts.change,
        name="edit_contact",
    ),
    path(
        "<int:customer_id>/contacts/<int:contact_id>/points/",
        contacts.add_point,
        name="add_point",
    ),
    path(
        "<int:customer_id>/contacts/<int:contact_id>/points/<int:point_id>/",
        contacts.settle_point,
        name="point",
    ),
    path(
        "<int:customer_id>/contacts/<int:contact_id>/aside/",
        contacts.set_main_aside,
        name="aside",
    ),
    path("<int:customer_id>/contacts/<int:contact_id>/names/", contacts.names, name="names"),
    path(
        "<int:customer_id>/contacts/<int:contact_id>/wishes/",
        contacts.add_wish,
        name="add_wish",
    ),
    path(
        "<int:customer_id>/contacts/<int:contact_id>/wishes/<int:wish_id>/",
        contacts.lift_wish,
        name="lift_wish",
    ),
]
