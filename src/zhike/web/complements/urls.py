from django.urls import path

from zhike.web.complements import views

app_name = "complements"
urlpatterns = [
    path("", views.register, name="list"),
    path("<int:complement_id>/", views.one, name="one"),
]
