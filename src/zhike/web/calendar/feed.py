"""One's own calendar for one's own calendar program: its secret address, and what is served there."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.exchange import ical
from zhike.lib.words import Words, speaking
from zhike.trust.actor import Door, Permission
from zhike.users import feeds
from zhike.users.feeds import Chosen
from zhike.users.queries import actor_for
from zhike.web.files import calendar_answer
from zhike.web.forms import labelled
from zhike.web.http import Request
from zhike.web.rights import Open, needs
from zhike.web.throttle import is_too_fast


class FeedForm(forms.Form):
    """What the calendar holds, and whether names may leave the house."""

    has_tasks = forms.BooleanField(required=False, initial=True)
    has_promises = forms.BooleanField(required=False, initial=True)
    has_birthdays = forms.BooleanField(required=False)
    has_festivals = forms.BooleanField(required=False)
    shows_names = forms.BooleanField(required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            has_tasks=Words("我的待办", "My tasks"),
            has_promises=Words("到期的承诺", "Promises due"),
            has_birthdays=Words(
                "客户生日（只写有几位，不写是谁）", "Birthdays (how many, never whose)"
            ),
            has_festivals=Words("传统节日", "Festivals"),
            shows_names=Words("写出客户名称和事由", "Show customers' names and titles"),
        )
        self.fields["shows_names"].help_text = str(
            Words(
                "不勾时只写“答复客户 · HYJX”这样的首字母。日历会存在手机厂商或邮箱的服务器上，请自己斟酌。",
                "Unticked, only initials are written, such as “Answer a customer · HYJX”. "
                "The calendar lies on the servers of your phone or mail; decide for yourself.",
            )
        )


@needs(Permission.READ_CUSTOMERS)
@require_http_methods(["GET", "POST"])
def settings(request: Request) -> HttpResponse:
    """Make an address, or choose anew what the one there is holds."""
    feed = feeds.feed_of(request.user)
    kept = {name: getattr(feed, name) for name in FeedForm.base_fields} if feed else None
    form = FeedForm(request.POST or None, initial=kept)
    address = ""
    if request.method == "POST" and form.is_valid():
        chosen = Chosen(**form.cleaned_data)
        if feed is None or "anew" in request.POST:
            token = feeds.open_feed(request.actor, request.user, chosen, at=timezone.now())
            address = request.build_absolute_uri(reverse("calendar:feed", args=[token]))
            feed = feeds.feed_of(request.user)
        else:
            feeds.choose(request.actor, feed, chosen, at=timezone.now())
            messages.success(request, str(Words("已保存。", "Saved.")))
            return redirect("calendar:feed_settings")
    context = {"form": form, "feed": feed, "address": address}
    return render(request, "calendar/feed.html", context)


@needs(Permission.READ_CUSTOMERS)
@require_POST
def close(request: Request) -> HttpResponse:
    """The address is dead from now on."""
    if feed := feeds.feed_of(request.user):
        feeds.close_feed(request.actor, feed, at=timezone.now())
    messages.success(request, str(Words("地址已停用。", "The address no longer works.")))
    return redirect("calendar:feed_settings")


@needs(Open.PUBLIC)
@require_safe
def feed(request: Request, token: str) -> HttpResponseBase:
    """The calendar at a secret address: no cookies, no sign-in, and nothing at all at any other address."""
    if is_too_fast(request, "calendar_feed", key=token):
        return _plain(429)
    found = feeds.feed_at(token)
    if found is None:
        return _plain(404)
    actor = actor_for(found.user, Door.EXCHANGE, on=request.today)
    if not actor.may(Permission.READ_CUSTOMERS):
        return _plain(404)
    home = request.build_absolute_uri("/").rstrip("/")
    with speaking(found.user.language or "zh-hans"):
        made = ical.write(actor, found, today=request.today, home=home)
    return _conditional(request, made)


def _conditional(request: HttpRequest, made: ical.Made) -> HttpResponseBase:
    tag, changed = quote_etag(made.tag), int(made.changed_at.timestamp())
    answer = calendar_answer(made.content)
    answer["ETag"], answer["Last-Modified"] = tag, http_date(changed)
    patch_cache_control(answer, private=True, no_cache=True)
    # Only the tag may say that nothing changed: what was done or taken back leaves no later moment behind.
    found = get_conditional_response(request, etag=tag, response=answer)
    return found or answer


def _plain(status: int) -> HttpResponse:
    answer = HttpResponse(status=status, content_type="text/plain; charset=utf-8")
    if status == 429:
        answer["Retry-After"] = "3600"
    return answer
