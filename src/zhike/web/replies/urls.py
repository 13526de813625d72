from django.urls import path

from zhike.web.replies import authority, views, waiting

app_name = "replies"
urlpatterns = [
    path("replies/", views.open_cases, name="list"),
    path("replies/waiting/", waiting.services, name="waiting"),
    path("replies/waiting/new/", waiting.note, name="wait"),
    path("replies/waiting/<int:offering_id>/", waiting.service, name="service"),
    path("replies/waiting/<int:offering_id>/open/", waiting.open_it, name="open_service"),
    path("replies/authority/", authority.table, name="authority"),
    path("replies/authority/<int:limit_id>/drop/", authority.drop, name="drop_limit"),
    path("replies/leaves/<int:leave_id>/decide/", views.decide_leave, name="decide_leave"),
    path("replies/<int:case_id>/", views.reply, name="reply"),
    path("replies/<int:case_id>/leave/", views.ask_leave, name="leave"),
]
