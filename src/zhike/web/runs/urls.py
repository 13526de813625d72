from django.urls import path

from zhike.web.runs import milestones, rivals, views

app_name = "runs"
urlpatterns = [
    path("customers/<int:customer_id>/runs/", views.of_customer, name="of_customer"),
    path("customers/<int:customer_id>/milestones/new/", milestones.note, name="milestone"),
    path("milestones/<int:milestone_id>/", milestones.one, name="correct"),
    path("customers/<int:customer_id>/rivals/new/", rivals.note, name="rival"),
    path("rivals/<int:rival_id>/", rivals.change, name="change_rival"),
    path("runs/<int:run_id>/", views.run, name="run"),
    path("runs/<int:run_id>/stop/", views.stop, name="stop"),
]
