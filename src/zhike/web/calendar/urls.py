from django.urls import path

from zhike.web.calendar import days, feed, moving, views

app_name = "calendar"
urlpatterns = [
    path("", views.month, name="month"),
    path("<int:year>/<int:number>/", views.month, name="of"),
    path("week/", views.week, name="week"),
    path("agenda/", views.agenda, name="agenda"),
    path("move/<int:task_id>/", moving.move, name="move"),
    path("feed/", feed.settings, name="feed_settings"),
    path("feed/close/", feed.close, name="feed_close"),
    path("feed/<str:token>.ics", feed.feed, name="feed"),
    path("days/", days.this_year, name="days"),
    path("days/<int:year>/", days.year_page, name="year"),
    path("days/<int:year>/set/", days.set_day, name="set_day"),
    path("days/<int:year>/paste/", days.paste, name="paste"),
    path("days/<int:year>/drop/", days.drop, name="drop"),
]
