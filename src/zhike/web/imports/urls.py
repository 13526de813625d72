from django.urls import path

from zhike.web.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.imports, name="list"),
    path("<int:import_id>/", views.one, name="one"),
    path("<int:import_id>/columns/", views.columns, name="columns"),
    path("<int:import_id>/commit/", views.commit, name="commit"),
    path("<int:import_id>/revert/", views.revert, name="revert"),
    path("<int:import_id>/wrong.csv", views.wrong_rows, name="wrong"),
]
