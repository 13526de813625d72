"""What is asked of a visit: its plan, its hour, its end; of a tour, of a reception, of a relation."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.timezone import get_current_timezone, localtime, make_aware

from zhike.activities.visits import (
    BEHAVIOURS,
    DISSATISFIED,
    GRADES,
    HOWS,
    LADDERS,
    MANNERS,
)
from zhike.care.visiting.ending import Ending
from zhike.care.visiting.queries import Visit
from zhike.lib.words import Words
from zhike.web.forms import chosen as chosen
from zhike.web.forms import day_input, labelled

AHEAD = timedelta(days=2 * 366)
POINTS = 4

type People = Sequence[tuple[int, str]]


def time_input() -> forms.TimeInput:
    """An hour the browser helps to choose."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def moment(day: date, at: time) -> datetime:
    """A day and an hour of the house's own time."""
    return make_aware(datetime.combine(day, at), get_current_timezone())


class HourForm(forms.Form):
    """On which day, at which hour."""

    on = forms.DateField(widget=day_input())
    at = forms.TimeField(widget=time_input())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        self.today = today
        labelled(self, on=Words("哪一天", "Day"), at=Words("几点", "Hour"))

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if not self.today <= day <= self.today + AHEAD:
            said = Words(
                "请选今天以后、两年以内的一天。",
                "Choose a day from today on, within two years.",
            )
            raise forms.ValidationError(str(said))
        return day

    @property
    def starts_at(self) -> datetime:
        return moment(self.cleaned_data["on"], self.cleaned_data["at"])


class PlanForm(HourForm):
    """One screen: why, when, how long, where, with whom, agreed or not."""

    purpose = forms.CharField(max_length=200)
    minutes = forms.IntegerField(min_value=5, max_value=720)
    manner = forms.ChoiceField(widget=forms.RadioSelect)
    is_formal = forms.BooleanField(required=False)
    place = forms.CharField(max_length=200, required=False)
    contacts = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    colleagues = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    points = forms.CharField(
        max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    agreed_how = forms.ChoiceField(required=False)
    late_why = forms.CharField(max_length=200, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through
        people: People,
        colleagues: People,
        **kwargs: Any,  # noqa: ANN401 - passed through
    ) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self,
            purpose=Words("来意（为什么去）", "Purpose"),
            minutes=Words("占用多少分钟", "Minutes it will take"),
            manner=Words("方式", "Manner"),
            is_formal=Words(
                "正式拜访（提前一天约，48 小时内致谢）",
                "Formal (agreed a day ahead, thanks within 48 hours)",
            ),
            place=Words("地点（空着就用客户地址）", "Place (empty: the customer’s address)"),
            contacts=Words("见谁", "Whom"),
            colleagues=Words("我们谁一起去", "Who of us comes along"),
            points=Words("要谈的要点，一行一条", "Points to raise, one a line"),
            agreed_how=Words("约好了吗", "Agreed already?"),
            late_why=Words("当天才约的原因", "Why it was agreed only on the day"),
        )
        chosen(self, "manner", MANNERS)
        chosen(self, "agreed_how", HOWS, empty=str(Words("还没约", "not yet")))
        self.fields["contacts"].choices = people  # type: ignore[attr-defined]
        self.fields["colleagues"].choices = colleagues  # type: ignore[attr-defined]


class AgreeForm(forms.Form):
    """How the hour was agreed, and why so late if it was."""

    how = forms.ChoiceField(widget=forms.RadioSelect, initial="call")
    late_why = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            how=Words("怎么约的", "How"),
            late_why=Words(
                "当天才约的原因（正式拜访必填）", "Why only on the day (for a formal visit)"
            ),
        )
        chosen(self, "how", HOWS)


class WhyForm(forms.Form):
    """Why it does not come about."""

    why = forms.CharField(max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(self, why=Words("为什么取消", "Why it is called off"))


class ArriveForm(forms.Form):
    """I am there; how long the way took."""

    travel_minutes = forms.IntegerField(min_value=0, max_value=1440, required=False)


class FinishForm(forms.Form):
    """The end of a visit in under a minute: what was said, what each side does next, or why nothing."""

    said = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    ended_on = forms.DateField(widget=day_input())
    ended_time = forms.TimeField(widget=time_input())
    ours = forms.CharField(max_length=200, required=False)
    ours_due_on = forms.DateField(required=False, widget=day_input())
    theirs = forms.CharField(max_length=200, required=False)
    theirs_due_on = forms.DateField(required=False, widget=day_input())
    none_why = forms.CharField(max_length=200, required=False)
    behaviour = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    repair = forms.CharField(max_length=200, required=False)
    repair_due_on = forms.DateField(required=False, widget=day_input())
    told = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through
        visit: Visit,
        colleagues: People,
        **kwargs: Any,  # noqa: ANN401 - passed through
    ) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self,
            said=Words("客户说了什么", "What the customer said"),
            ended_on=Words("哪天结束的", "Ended on"),
            ended_time=Words("几点", "At"),
            ours=Words("我们下一步做什么", "What we do next"),
            ours_due_on=Words("哪天前", "By"),
            theirs=Words("对方下一步做什么", "What they do next"),
            theirs_due_on=Words("哪天问一声", "To be asked after on"),
            none_why=Words("某一方没有下一步，为什么", "If a side has no next step, why"),
            behaviour=Words("对方的样子", "How they were"),
            repair=Words(
                "要补救什么（不满时必填）", "What will be put right (needed when dissatisfied)"
            ),
            repair_due_on=Words("哪天前", "By"),
            told=Words("结果告诉谁", "Whom to tell of it"),
        )
        chosen(self, "behaviour", BEHAVIOURS, empty=str(Words("平和", "at ease")))
        self.fields["told"].choices = colleagues  # type: ignore[attr-defined]
        planned = [line.strip() for line in visit.points.splitlines() if line.strip()]
        count = max(POINTS, len(planned) + 1)
        self.rows = []
        for number in range(min(count, 12)):
            text = forms.CharField(max_length=200, required=False)
            text.label = str(Words("要点 {n}", "Point {n}").format(n=number + 1))
            text.initial = planned[number] if number < len(planned) else ""
            tick = forms.BooleanField(required=False)
            tick.label = str(Words("同客户确认过", "confirmed with them"))
            self.fields[f"point_{number}"], self.fields[f"sure_{number}"] = text, tick
            self.rows.append((f"point_{number}", f"sure_{number}"))

    @property
    def points(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The lines of what was understood, with their ticks."""
        return [(self[text], self[tick]) for text, tick in self.rows]

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        for what, when in (("ours", "ours_due_on"), ("repair", "repair_due_on")):
            if said.get(what) and not said.get(when) and when not in self.errors:
                self.add_error(when, str(Words("请写上日期。", "Please give the day.")))
        if not said.get("none_why"):
            for side in ("ours", "theirs"):
                if not said.get(side):
                    self.add_error(side, str(_BOTH))
        if said.get("behaviour") == DISSATISFIED and not said.get("repair"):
            self.add_error("repair", str(_REPAIR))
        day, at = said.get("ended_on"), said.get("ended_time")
        if isinstance(day, date) and isinstance(at, time) and moment(day, at) > timezone.now():
            self.add_error(
                "ended_time", str(Words("还没到这个时刻。", "That hour is still to come."))
            )
        return said

    def ending(self) -> Ending:
        """What came of the visit."""
        said = self.cleaned_data
        return Ending(
            said["said"],
            moment(said["ended_on"], said["ended_time"]),
            points=[
                (said[text], said[tick]) for text, tick in self.rows if said[text].strip()
            ],
            **{
                name: said[name]
                for name in (
                    "behaviour", "ours", "ours_due_on", "theirs", "theirs_due_on", "none_why",
                    "repair", "repair_due_on", "told",
                )
            },
        )  # fmt: skip


_BOTH = Words(
    "双方各写一步；哪一方没有，就在下面写明为什么。",
    "A step for each side; if one has none, say why below.",
)
_REPAIR = Words("写清要补救什么、哪天前。", "Say what will be put right, and by when.")


class TourForm(HourForm):
    """The day of a tour, its first hour, and whether it comes again."""

    place = forms.CharField(max_length=80)
    minutes = forms.IntegerField(min_value=5, max_value=480, initial=45)
    repeat = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            place=Words("地方", "Place"),
            minutes=Words("每家多少分钟", "Minutes at each"),
            at=Words("第一家几点", "First hour"),
            repeat=Words("再来", "Again"),
        )
        chosen(
            self,
            "repeat",
            {
                "month": Words("每月", "Every month"),
                "quarter": Words("每季度", "Every quarter"),
            },
            empty=str(Words("只这一次", "Only this time")),
        )


class ReceptionForm(forms.Form):
    """How visitors are received."""

    grade = forms.ChoiceField(widget=forms.RadioSelect)
    met_by = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    room = forms.CharField(max_length=80, required=False)
    vehicle = forms.CharField(max_length=120, required=False)
    note = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, colleagues: People, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            grade=Words("接待规格", "Grade"),
            met_by=Words("谁在门口迎接", "Who meets them at the door"),
            room=Words("会议室", "Room"),
            vehicle=Words("车辆", "Vehicle"),
            note=Words("还要备什么", "What else to have ready"),
        )
        chosen(self, "grade", GRADES)
        self.fields["met_by"].choices = [("", "–"), *colleagues]  # type: ignore[attr-defined]


class StageForm(forms.Form):
    """A rung of a ladder, and what shows that it was reached."""

    stage = forms.ChoiceField(widget=forms.RadioSelect)
    evidence = forms.CharField(max_length=300)

    def __init__(self, *args: Any, ladder: str, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            stage=Words("到了哪一步", "Which rung"),
            evidence=Words("凭什么这么说（一件事）", "What shows it (one thing that happened)"),
        )
        chosen(self, "stage", LADDERS[ladder])


def hour_of(visit: Visit) -> dict[str, object]:
    """A visit's own day and hour, to begin with."""
    at = localtime(visit.starts_at)
    return {"on": at.date(), "at": at.time()}
