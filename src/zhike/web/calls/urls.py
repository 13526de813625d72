from django.urls import path

from zhike.web.calls import back, views

app_name = "calls"
urlpatterns = [
    path("calls/", views.calls, name="list"),
    path("calls/in/", views.incoming, name="in"),
    path("calls/slip/", views.slip, name="slip"),
    path("calls/back/new/", back.plan, name="plan"),
    path("calls/back/<int:call_id>/", back.call, name="back"),
    path("calls/back/<int:call_id>/later/", back.later, name="later"),
    path(
        "customers/<int:customer_id>/contacts/<int:contact_id>/hours/", back.hours, name="hours"
    ),
]
