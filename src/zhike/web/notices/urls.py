from django.urls import path

from zhike.web.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("read/", views.read_all, name="read"),
    path("wishes/", views.wishes, name="wishes"),
    path("<int:notice_id>/open/", views.open_one, name="open"),
]
