"""Every page of the house, grouped by what is under it."""

from django.urls import include, path
from django.views.generic.base import RedirectView

from zhike.web.health.views import healthz
from zhike.web.rights import Open, needs

home = needs(Open.PUBLIC)(RedirectView.as_view(pattern_name="today:mine"))

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("", include("zhike.web.accounts.urls")),
    path("people/", include("zhike.web.people.urls")),
    path("health/", include("zhike.web.health.urls")),
]
