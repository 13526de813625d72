from django.urls import path

from zhike.web.key import notices, supply, trials, visits

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
]
