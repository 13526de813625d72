from django.urls import path

from zhike.web.methods import changing, moving, publishing, trying, views

app_name = "methods"
urlpatterns = [
    path("", views.shelf, name="shelf"),
    path("drafts/", publishing.drafts, name="drafts"),
    path("import/", moving.bring, name="bring"),
    path("export/", moving.take_all, name="take_all"),
    path("<slug:shelf>/<slug:method>/", views.method, name="method"),
    path("<slug:shelf>/<slug:method>/history/", views.history, name="history"),
    path("<slug:shelf>/<slug:method>/compare/", views.compare, name="compare"),
    path("<slug:shelf>/<slug:method>/file/", moving.take_one, name="take_one"),
    path("<slug:shelf>/<slug:method>/numbers/", changing.numbers, name="numbers"),
    path("<slug:shelf>/<slug:method>/text/", changing.text, name="text"),
    path("<slug:shelf>/<slug:method>/back/", changing.back, name="back"),
    path("<slug:shelf>/<slug:method>/preview/", publishing.preview, name="preview"),
    path("<slug:shelf>/<slug:method>/answers/", publishing.answers, name="answers"),
    path("<slug:shelf>/<slug:method>/drop/", publishing.drop, name="drop"),
    path("<slug:shelf>/<slug:method>/try/", trying.trial, name="trial"),
]
