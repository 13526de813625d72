from django.urls import path

from zhike.web.caring import events, gifts, ideas, library, plans, seasons

app_name = "caring"
urlpatterns = [
    path("care/season/", seasons.year, name="year"),
    path("care/season/<str:festival>/<int:year>/", seasons.season, name="season"),
    path("care/season/<str:festival>/<int:year>/letters/", seasons.letters, name="letters"),
    path("care/gifts/", gifts.register, name="gifts"),
    path("care/gifts/<int:gift_id>/", gifts.act, name="gift"),
    path("care/gifts/<int:gift_id>/decide/", gifts.decide, name="decide_gift"),
    path("customers/<int:customer_id>/gifts/new/", gifts.new, name="new_gift"),
    path("care/ways/", ideas.ways, name="ways"),
    path("care/ideas/", ideas.register, name="ideas"),
    path("care/ideas/<int:idea_id>/settle/", ideas.settle, name="settle_idea"),
    path("care/clippings/", ideas.clippings, name="clippings"),
    path("customers/<int:customer_id>/ideas/new/", ideas.new, name="new_idea"),
    path("care/plan/", plans.overview, name="plan"),
    path("customers/<int:customer_id>/care/", plans.customer, name="customer"),
    path(
        "customers/<int:customer_id>/observations/new/", plans.observe, name="new_observation"
    ),
    path("care/events/", events.event_list, name="events"),
    path("care/events/new/", events.new, name="new_event"),
    path("care/events/<int:gathering_id>/", events.event, name="event"),
    path("care/events/<int:gathering_id>/edit/", events.edit, name="edit_event"),
    path("care/guests/<int:guest_id>/", events.guest, name="guest"),
    path("care/library/", library.shelves, name="library"),
    path("care/charter/", library.charter, name="charter"),
]
