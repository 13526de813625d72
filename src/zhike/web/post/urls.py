from django.urls import path

from zhike.web.post import views

app_name = "post"
urlpatterns = [
    path("", views.server, name="server"),
    path("test/", views.test, name="test"),
    path("robots/", views.robot_list, name="robots"),
    path("robots/<int:robot_id>/switch/", views.switch, name="switch_robot"),
    path("log/", views.log, name="log"),
    path("log/<int:outgoing_id>/again/", views.again, name="again"),
]
