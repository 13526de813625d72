from django.urls import path

from zhike.web.today import steps, views

app_name = "today"
urlpatterns = [
    path("", views.today, name="mine"),
    path("team/", views.team, name="team"),
    path("<int:task_id>/finish/", steps.finish, name="finish"),
    path("<int:task_id>/snooze/", steps.snooze, name="snooze"),
    path("<int:task_id>/waive/", steps.waive, name="waive"),
    path("<int:task_id>/hand-over/", steps.hand_over, name="hand_over"),
    path("<int:task_id>/once/", steps.once, name="once"),
]
