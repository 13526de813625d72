from django.urls import path

from zhike.web.letters import views

app_name = "letters"
urlpatterns = [
    path("letters/", views.letter_list, name="list"),
    path("letters/<int:letter_id>/", views.letter, name="letter"),
    path("letters/<int:letter_id>/print/", views.printed, name="print"),
    path("customers/<int:customer_id>/letters/new/", views.new, name="new"),
]
