from django.urls import path

from zhike.web.notes import offline, views

app_name = "notes"
urlpatterns = [
    path("note/", offline.quick, name="quick"),
    path("note/sw.js", offline.worker_script, name="worker_script"),
    path("note/manifest.webmanifest", offline.manifest, name="manifest"),
    path("note/token/", offline.token, name="token"),
    path("note/send/", offline.send, name="send"),
    path("notes/", views.inbox, name="inbox"),
    path("notes/<int:note_id>/touch/", views.turn_into_touch, name="touch"),
    path("notes/<int:note_id>/promise/", views.turn_into_promise, name="promise"),
    path("notes/<int:note_id>/task/", views.turn_into_task, name="task"),
    path("notes/<int:note_id>/fact/", views.turn_into_fact, name="fact"),
    path("notes/<int:note_id>/drop/", views.drop, name="drop"),
]
