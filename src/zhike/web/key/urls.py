from django.urls import path

from zhike.web.key import (
    account,
    assets,
    notices,
    programmes,
    sessions,
    supply,
    trials,
    visits,
)

app_name = "key"
urlpatterns = [
    path("key/visits/", visits.overview, name="visits"),
    path("customers/<int:customer_id>/sponsor/", visits.sponsor, name="sponsor"),
    path("key/notices/", notices.register, name="notices"),
    path("key/notices/<int:bulletin_id>/", notices.notice, name="notice"),
    path("key/told/<int:addressee_id>/", notices.addressee, name="addressee"),
    path("key/supply/", supply.register, name="supply"),
    path("key/supply/<int:shortage_id>/", supply.shortage, name="shortage"),
    path("key/trials/", trials.register, name="trials"),
    path("key/trials/<int:trial_id>/", trials.trial, name="trial"),
    path("key/guests/<int:trial_guest_id>/", trials.guest, name="trial_guest"),
    path("customers/<int:customer_id>/account/", account.page, name="account"),
    path("key/programmes/", programmes.register, name="programmes"),
    path("customers/<int:customer_id>/programmes/new/", programmes.new, name="new_programme"),
    path("key/programmes/<int:programme_id>/", programmes.programme, name="programme"),
    path("key/programmes/<int:programme_id>/edit/", programmes.edit, name="edit_programme"),
    path(
        "key/programmes/<int:programme_id>/decide/", programmes.decide, name="decide_programme"
    ),
    path("key/programmes/<int:programme_id>/print/", programmes.paper, name="print_programme"),
    path("key/sessions/<int:session_id>/", sessions.session, name="session"),
    path("key/assets/", assets.register, name="assets"),
    path("customers/<int:customer_id>/assets/new/", assets.new, name="new_asset"),
    path("key/assets/<int:asset_id>/", assets.asset, name="asset"),
    path("key/stars/", account.star_list, name="stars"),
    path("customers/<int:customer_id>/stars/", account.give_star, name="give_star"),
    path("key/stars/<int:star_id>/back/", account.take_star_back, name="star_back"),
]
