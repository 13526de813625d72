from django.urls import path

from zhike.web.imports import views

app_name = "imports"
urlpatterns = [path("", views.imports, name="list")]
