from django.urls import path

from zhike.web.satisfaction import asking, book, customer, expecting, guests, people, polls

app_name = "satisfaction"
urlpatterns = [
    path("s/<str:token>/", guests.screen, name="answer_survey"),
    path("satisfaction/", book.page, name="book"),
    path("satisfaction/people/", people.page, name="people"),
    path("satisfaction/polls/", polls.register, name="polls"),
    path("satisfaction/polls/<int:poll_id>/", polls.one, name="poll"),
    path("satisfaction/surveys/<int:survey_id>/", asking.one, name="survey"),
    path("satisfaction/surveys/<int:survey_id>/enter/", asking.enter, name="enter"),
    path("satisfaction/surveys/<int:survey_id>/paper/", asking.paper, name="paper"),
    path("satisfaction/signals/<int:signal_id>/", customer.settle, name="settle"),
    path("customers/<int:customer_id>/satisfaction/", customer.page, name="customer"),
    path("customers/<int:customer_id>/satisfaction/ask/", asking.ask, name="ask"),
    path("customers/<int:customer_id>/satisfaction/rate/", customer.rate, name="rate"),
    path("customers/<int:customer_id>/satisfaction/sign/", customer.sign, name="sign"),
    path(
        "customers/<int:customer_id>/satisfaction/position/",
        customer.position,
        name="position",
    ),
    path("satisfaction/expectations/<int:expectation_id>/", expecting.one, name="expectation"),
    path("customers/<int:customer_id>/satisfaction/expect/", expecting.new, name="expect"),
    path("customers/<int:customer_id>/satisfaction/why/", customer.explain, name="explain"),
    path("customers/<int:customer_id>/satisfaction/poll/", polls.new, name="new_poll"),
]
