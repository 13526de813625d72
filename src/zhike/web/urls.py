"""Every page of the house, grouped by what is under it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path

from zhike.web.health.views import healthz
from zhike.web.rights import Open, needs


@needs(Open.PUBLIC)
def home(_request: HttpRequest) -> HttpResponse:
    """The house begins with today."""
    return redirect("today:mine")


urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("", include("zhike.web.accounts.urls")),
    path("today/", include("zhike.web.today.urls")),
    path("customers/", include("zhike.web.customers.urls")),
    path("customers/", include("zhike.web.facts.urls")),
    path("", include("zhike.web.runs.urls")),
    path("", include("zhike.web.team.urls")),
    path("touches/", include("zhike.web.touches.urls")),
    path("", include("zhike.web.visits.urls")),
    path("", include("zhike.web.calls.urls")),
    path("", include("zhike.web.replies.urls")),
    path("", include("zhike.web.cases.urls")),
    path("", include("zhike.web.notes.urls")),
    path("", include("zhike.web.services.urls")),
    path("", include("zhike.web.caring.urls")),
    path("", include("zhike.web.key.urls")),
    path("", include("zhike.web.value.urls")),
    path("", include("zhike.web.feedback.urls")),
    path("", include("zhike.web.satisfaction.urls")),
    path("", include("zhike.web.proposals.urls")),
    path("complements/", include("zhike.web.complements.urls")),
    path("growing/", include("zhike.web.growing.urls")),
    path("calendar/", include("zhike.web.calendar.urls")),
    path("people/", include("zhike.web.people.urls")),
    path("imports/", include("zhike.web.imports.urls")),
    path("guard/", include("zhike.web.guard.urls")),
    path("methods/", include("zhike.web.methods.urls")),
    path("", include("zhike.web.letters.urls")),
    path("notices/", include("zhike.web.notices.urls")),
    path("post/", include("zhike.web.post.urls")),
    path("health/", include("zhike.web.health.urls")),
    path("sample/", include("zhike.web.sample.urls")),
]
