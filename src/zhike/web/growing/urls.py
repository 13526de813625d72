from django.urls import path

from zhike.web.growing import knowing, views

app_name = "growing"
urlpatterns = [
    path("", views.home, name="home"),
    path("new/", views.new, name="new"),
    path("<int:self_view_id>/", views.one, name="one"),
    path("knows/<int:user_id>/", knowing.page, name="knows"),
]
