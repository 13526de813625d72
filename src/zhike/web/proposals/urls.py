from django.urls import path

from zhike.web.proposals import views

app_name = "proposals"
urlpatterns = [
    path("customers/<int:customer_id>/proposals/", views.of_customer, name="of_customer"),
    path("proposals/<int:proposal_id>/", views.one, name="one"),
]
