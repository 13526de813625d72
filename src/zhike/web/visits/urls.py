from django.urls import path

from zhike.web.visits import norms, planning, receiving, relations, touring, views

app_name = "visits"
urlpatterns = [
    path("visits/", views.mine, name="mine"),
    path("visits/new/", planning.plan, name="plan"),
    path("visits/coverage/", views.coverage, name="coverage"),
    path("visits/norms/", norms.norms, name="norms"),
    path("visits/tours/new/", touring.plan, name="plan_tour"),
    path("visits/tours/<int:tour_id>/", touring.tour, name="tour"),
    path("visits/<int:visit_id>/", views.visit, name="visit"),
    path("visits/<int:visit_id>/agree/", planning.agree, name="agree"),
    path("visits/<int:visit_id>/move/", planning.move, name="move"),
    path("visits/<int:visit_id>/cancel/", planning.cancel, name="cancel"),
    path("visits/<int:visit_id>/arrive/", views.arrive, name="arrive"),
    path("visits/<int:visit_id>/finish/", views.finish, name="finish"),
    path("visits/<int:visit_id>/reception/", receiving.reception, name="reception"),
    path(
        "customers/<int:customer_id>/contacts/<int:contact_id>/stages/<str:ladder>/",
        relations.move,
        name="stage",
    ),
]
