from django.urls import path

from zhike.web.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.month, name="month"),
    path("<int:year>/<int:number>/", views.month, name="of"),
]
