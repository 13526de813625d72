"""Who works here: invited, moved to another seat, given a way in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhike.lib.words import Words
from zhike.trust.actor import Level, Permission
from zhike.users import actions, queries
from zhike.users.queries import User
from zhike.users.rules import Role, clearance
from zhike.users.staffing import place_person
from zhike.web.http import Request
from zhike.web.people.forms import InviteForm, PersonForm, TeamForm
from zhike.web.rights import needs


@needs(Permission.MANAGE_PEOPLE)
@require_safe
def people(request: Request) -> HttpResponse:
    """Everybody, with seat and team."""
    return render(request, "people/list.html", {"people": _rows(), "team_form": TeamForm()})


@needs(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def invite(request: Request) -> HttpResponse:
    """Somebody new; the next page shows his one-time link."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        user = actions.invite_person(
            request.actor,
            username=said["username"],
            name=said["name"],
            role=said["role"],
            title=said["title"],
            team_ids=said["teams"],
            on=request.today,
        )
        _post(request, user, said)
        return _show_link(request, user.pk)
    return render(request, "people/person.html", {"form": form})


@needs(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def person(request: Request, user_id: int) -> HttpResponse:
    """Another seat, another team, or no longer here."""
    user = queries.person(user_id)
    if user is None:
        raise Http404
    now = {
        "name": user.name,
        "role": user.role,
        "title": user.title,
        "teams": [t.pk for t in user.teams.all()],
        "is_active": user.is_active,
        "channel": user.channel,
        "post": user.post,
    }
    form = PersonForm(request.POST or None, initial=now)
    if user.is_active:
        del form.fields["is_active"]  # whoever works here leaves by the page for it
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_person(
                request.actor,
                user,
                name=said["name"],
                role=said["role"],
                title=said["title"],
                team_ids=said["teams"],
                is_active=said.get("is_active", True),
                on=request.today,
            )
        except actions.LastAdministrator:
            form.add_error(
                "role",
                str(
                    Words(
                        "这是最后一位管理员。请先让另一位同事成为管理员。",
                        "This is the last administrator. Make a colleague one first.",
                    )
                ),
            )
        else:
            _post(request, user, said)
            messages.success(request, str(Words("已保存。", "Saved.")))
            return redirect("people:list")
    context = {
        "form": form,
        "person": user,
        "departure": queries.departure(request.actor, user_id),
    }
    return render(request, "people/person.html", context)


@needs(Permission.MANAGE_PEOPLE)
@require_POST
def give_link(request: Request, user_id: int) -> HttpResponse:
    """A fresh one-time link for somebody who has no password, or forgot it."""
    return _show_link(request, user_id)


@needs(Permission.MANAGE_PEOPLE)
@require_POST
def open_team(request: Request) -> HttpResponse:
    """A new team."""
    form = TeamForm(request.POST)
    if not form.is_valid():
        context = {"people": _rows(), "team_form": form}
        return render(request, "people/list.html", context, status=422)
    actions.open_team(request.actor, name=form.cleaned_data["name"], on=request.today)
    return redirect("people:list")


def _post(request: Request, user: User, said: dict[str, Any]) -> None:
    place_person(
        request.actor, user, channel=said["channel"], post=said["post"], on=request.today
    )


def _rows() -> list[tuple[User, Words, Level]]:
    """Everybody with his seat and how far it reads."""
    return [
        (user, Role(user.role).words, clearance(Role(user.role))) for user in queries.people()
    ]


def _show_link(request: Request, user_id: int) -> HttpResponse:
    user = queries.person(user_id)
    if user is None:
        raise Http404
    token = actions.give_link(request.actor, user, at=timezone.now())
    link = request.build_absolute_uri(reverse("use_link", args=[token]))
    return render(request, "people/link.html", {"person": user, "link": link})
