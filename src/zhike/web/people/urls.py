from django.urls import path

from zhike.web.people import leaving, views

app_name = "people"
urlpatterns = [
    path("", views.people, name="list"),
    path("new/", views.invite, name="invite"),
    path("teams/", views.open_team, name="open_team"),
    path("left/", leaving.left, name="left"),
    path("<int:user_id>/", views.person, name="person"),
    path("<int:user_id>/leave/", leaving.leave, name="leave"),
    path("<int:user_id>/link/", views.give_link, name="give_link"),
]
