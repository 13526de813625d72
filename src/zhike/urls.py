from django.urls import include, path

urlpatterns = [path("", include("zhike.web.urls"))]
