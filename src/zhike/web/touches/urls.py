from django.urls import path

from zhike.web.touches import views

app_name = "touches"
urlpatterns = [
    path("new/", views.log, name="new"),
    path("pick/", views.pick, name="pick"),
    path("case/", views.receive_case, name="case"),
    path("case/<int:case_id>/resolve/", views.resolve_case, name="resolve"),
    path("plan/", views.plan, name="plan"),
]
