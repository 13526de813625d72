from django.urls import path

from zhike.web.sample import views

app_name = "sample"
urlpatterns = [path("discard/", views.discard, name="discard")]
