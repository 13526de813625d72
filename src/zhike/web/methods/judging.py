"""A changed scorecard or scheme of rules tried on a past night, side by side with the one in use."""

from datetime import date

from zhike.customers import queries as customers
from zhike.lib.words import Words
from zhike.value import trying
from zhike.value.pictures.flows import Flow
from zhike.value.trying import Judge, NoSuchNight, Tried
from zhike.web.http import Request
from zhike.web.value.charts import flow_chart

_NOBODY = Words("不在任何一类", "in no class")


def judged(request: Request, used: Judge, changed: Judge | None) -> dict[str, object]:
    """The nights to choose from; once one is chosen and there is a draft, what it would have meant."""
    nights = trying.nights()
    asked = request.GET.get("night", "")
    night = next((each for each in nights if str(each) == asked), None)
    context: dict[str, object] = {"judge": used, "nights": nights, "night": night}
    if changed is None or night is None:
        return context
    try:
        found = trying.tried(request.actor, used, changed, night)
    except NoSuchNight:
        return context | {"too_old": True}
    return context | _shown(request, used, changed, found, night)


def _shown(
    request: Request, used: Judge, changed: Judge, found: Tried, night: date
) -> dict[str, object]:
    titles = trying.titles_of(used) | trying.titles_of(changed) | {"": _NOBODY}
    order = [*trying.order_of(changed)]
    order += [key for key in trying.order_of(used) if key not in order]
    flows = [Flow(before, after, n) for (before, after), (n, _) in sorted(found.ways.items())]
    seen = customers.names(request.actor, [each.customer_id for each in found.moved])
    return {
        "found": found,
        "on": night,
        "bands": [
            (titles[key], found.held(key, after=False), found.held(key, after=True))
            for key in [*order, ""]
            if key or "" in {side for way in found.ways for side in way}
        ],
        "flow": flow_chart(flows, order, {key: _short(titles[key], key) for key in titles}),
        "ways": [
            (titles[before], titles[after], n, revenue)
            for (before, after), (n, revenue) in sorted(found.ways.items())
            if before != after
        ],
        "sample": [
            (each, seen.get(each.customer_id), titles[each.before], titles[each.after])
            for each in found.moved
            if each.customer_id in seen
        ],
    }


def _short(title: Words, key: str) -> Words:
    return Words(key, key) if len(key) == 1 else title
