"""Days as people speak of them, and the same day of earlier years."""

from datetime import date

from zhike.lib.words import Words

_SHORT = (
    "",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_WEEKDAYS = (
    Words("周一", "Mon"),
    Words("周二", "Tue"),
    Words("周三", "Wed"),
    Words("周四", "Thu"),
    Words("周五", "Fri"),
    Words("周六", "Sat"),
    Words("周日", "Sun"),
)


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def day_words(day: date, *, seen_on: date) -> Words:
    """`10月11日`, `11 Oct`; with the year when it is another than the reader's."""
    if day.year == seen_on.year:
        return Words(f"{day.month}月{day.day}日", f"{day.day} {_SHORT[day.month]}")
    return Words(
        f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_SHORT[day.month]} {day.year}"
    )


def near_words(day: date, *, seen_on: date) -> Words:
    """`今天`, `明天`, the weekday within six days, else the date."""
    days = (day - seen_on).days
    if days == 0:
        return Words("今天", "today")
    if days == 1:
        return Words("明天", "tomorrow")
    if days == -1:
        return Words("昨天", "yesterday")
    if 1 < days < 7:
        return weekday_words(day)
    return day_words(day, seen_on=seen_on)


def weekday_words(day: date) -> Words:
    """`周四`, `Thu`."""
    return _WEEKDAYS[day.weekday()]


def days_words(days: int) -> Words:
    """`43 天`, `43 days`, `1 day`."""
    return Words(f"{days} 天", f"{days} day" if days == 1 else f"{days} days")
