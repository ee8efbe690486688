"""Times, lengths and slopes as the pages write them."""

from datetime import date, datetime

from modugil.pages.catalogue import Words


def say_duration(words: Words, seconds: int) -> str:
    """Seconds as minutes, or hours and minutes; never less than a minute."""
    hours, minutes = divmod(max(1, round(seconds / 60)), 60)
    if not hours:
        return words("duration.minutes", m=minutes)
    if not minutes:
        return words("duration.hours", h=hours)
    return words("duration.hours_minutes", h=hours, m=minutes)


def say_presets(words: Words, needs: str) -> str:
    """What the preset is called, or each of those who go together."""
    return " + ".join(words(f"preset.{one}") for one in needs.split(","))


def say_took(words: Words, departure: str, arrival: str) -> str:
    """The time between two moments as they are shown, to the minute, so that the sum is right."""
    shown = [datetime.fromisoformat(one).replace(second=0) for one in (departure, arrival)]
    return say_duration(words, int((shown[1] - shown[0]).total_seconds()))


def say_length(metres: float) -> str:
    """Metres to a whole metre, to ten from 100 m on, kilometres from 1000 m on."""
    if metres >= 995:
        return f"{metres / 1000:.1f} km"
    return f"{round(metres, -1):.0f} m" if metres >= 100 else f"{metres:.0f} m"


def say_number(value: float) -> str:
    """A number with at most two decimals and no zeros at the end."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def clock_time(moment: str) -> str:
    """Hours and minutes of an ISO 8601 text."""
    return moment[11:16]


def say_day(words: Words, moment: str, *, first: str) -> str:
    """How many days after the first moment's day this one is, or nothing on the same day."""
    days = (date.fromisoformat(moment[:10]) - date.fromisoformat(first[:10])).days
    if days <= 0:
        return ""
    return words("result.next_day") if days == 1 else words("result.days_later", n=days)


def say_moment(moment: str) -> str:
    """A day or a moment in ISO 8601 as it is read: with hours and minutes where it tells them."""
    return f"{moment[:10]} {moment[11:16]}" if len(moment) > 10 else moment
