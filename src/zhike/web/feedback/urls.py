from django.urls import path

from zhike.web.feedback import views

app_name = "feedback"
urlpatterns = [
    path("feedback/", views.register, name="register"),
    path("feedback/new/", views.new, name="new"),
    path("feedback/receiver/", views.receiver, name="receiver"),
    path("feedback/<int:feedback_id>/", views.one, name="item"),
]
