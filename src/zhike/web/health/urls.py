from django.urls import path

from zhike.web.health import views

app_name = "health"
urlpatterns = [path("", views.page, name="page")]
