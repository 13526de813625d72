"""The company's mail and messages: how they leave, and what became of them."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.care.messages import log as deliveries
from zhike.care.messages import robots
from zhike.care.messages.server import is_from_environment, mail_server, post_office, set_up
from zhike.lib.words import Words
from zhike.trust.actor import Permission
from zhike.web.http import Request
from zhike.web.post.forms import RobotForm, ServerForm
from zhike.web.rights import needs


@needs(Permission.MANAGE_POST)
@require_http_methods(["GET", "POST"])
def server(request: Request) -> HttpResponse:
    """Where mail is handed in, and when customers may be written to."""
    office = post_office()
    here = f"{request.scheme}://{request.get_host()}"
    form = ServerForm(request.POST or None, office=office, here=here)
    if request.method == "POST" and form.is_valid():
        set_up(
            request.actor,
            form.office(office),
            password=form.cleaned_data["password"],
            on=request.today,
        )
        messages.success(request, str(Words("已存好。", "Kept.")))
        return redirect("post:server")
    context = {
        "form": form,
        "from_environment": mail_server() if is_from_environment() else None,
        "is_set_up": bool(office.host) or is_from_environment(),
    }
    return render(request, "post/server.html", context, status=422 if form.errors else 200)


@needs(Permission.MANAGE_POST)
@require_POST
def test(request: Request) -> HttpResponse:
    """A mail to myself."""
    if deliveries.send_test(request.actor, at=timezone.now()):
        said = Words(
            "测试邮件已放进发件箱，结果看投递记录。",
            "A test mail is in the outbox; see the log.",
        )
        messages.success(request, str(said))
        return redirect("post:log")
    messages.error(
        request,
        str(
            Words(
                "您还没有填自己的邮箱（通知设置里）。",
                "You have no e-mail address yet (see notices).",
            )
        ),
    )
    return redirect("post:server")


@needs(Permission.MANAGE_POST)
@require_http_methods(["GET", "POST"])
def robot_list(request: Request) -> HttpResponse:
    """The channels outside, and one more."""
    form = RobotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            robots.add_robot(request.actor, form.draft(), on=request.today)
        except robots.BadRobot:
            form.add_error(
                "token",
                str(
                    Words("看不懂这个地址，请核对。", "This address makes no sense; check it.")
                ),
            )
        except IntegrityError:
            form.add_error("name", str(Words("这个名称已有。", "This name is taken.")))
        else:
            messages.success(request, str(Words("机器人已加上。", "The robot is added.")))
            return redirect("post:robots")
    rows = [(row, robots.KINDS[row.kind][0]) for row in robots.robots()]
    return render(
        request,
        "post/robots.html",
        {"form": form, "robots": rows},
        status=422 if form.errors else 200,
    )


@needs(Permission.MANAGE_POST)
@require_POST
def switch(request: Request, robot_id: int) -> HttpResponse:
    """Use a robot or stop using it."""
    robots.switch_robot(
        request.actor, robot_id, is_on=request.POST.get("on") == "1", on=request.today
    )
    return redirect("post:robots")


@needs(Permission.MANAGE_POST)
@require_safe
def log(request: Request) -> HttpResponse:
    """What left, what waits, what stayed behind and why."""
    state = request.GET.get("state", "")
    rows = deliveries.whole_log(request.actor, state=state)[: deliveries.SHOWN]
    counts = deliveries.counts(request.actor)
    context = {
        "rows": [
            (row, *deliveries.STATES[row.state], deliveries.problem_words(row.problem))
            for row in rows
        ],
        "counts": [
            (key, words, counts[key])
            for key, (words, _) in deliveries.STATES.items()
            if key in counts
        ],
        "state": state,
    }
    return render(request, "post/log.html", context)


@needs(Permission.MANAGE_POST)
@require_POST
def again(request: Request, outgoing_id: int) -> HttpResponse:
    """Try a notice or a digest once more."""
    if deliveries.try_again(request.actor, outgoing_id, at=timezone.now()):
        messages.success(request, str(Words("再送一次。", "It is sent once more.")))
    return redirect("post:log")
