from django.urls import path

from zhike.web.team import promises, views

app_name = "team"
urlpatterns = [
    path("team/load/", views.load, name="load"),
    path("team/load/<int:user_id>/", views.person, name="person"),
    path("promises/", promises.register, name="promises"),
    path("promises/new/", promises.make, name="promise"),
    path("promises/aim/", promises.aim, name="aim"),
]
