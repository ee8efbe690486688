"""An alert as a form: filled in, read back, each fault in one sentence at its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from modugil.conditions.staff.messages import (
    Cause,
    Effect,
    ServiceAlert,
    Severity,
    StaffMessage,
    Touched,
)
from modugil.core.language import LANGUAGES
from modugil.pages.console.posted import Posted, build_posted
from modugil.pages.console.visit import Visit
from modugil.pages.console.writing.four_texts import check_texts, fill_texts, read_texts
from modugil.pages.console.writing.spans import fill_spans, read_spans
from modugil.pages.console.writing.touched import encode_touched, is_known, parse_touched

TEXT_FIELDS = ("header", "description", "url")
MOST_TOUCHED = 60
WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form means, as far as it can be meant, and what is wrong by the name of the input."""

    message: StaffMessage | None
    faults: Mapping[str, str]


class Faults(dict[str, str]):
    """Faults by the name of the input; "" where there is none, as templates ask for each."""

    def __missing__(self, name: str) -> str:
        """Nothing is wrong there."""
        return ""


def read_alert(visit: Visit, posted: Posted, *, id: str) -> Draft:
    """The alert that was typed."""
    words = visit.words
    faults = {
        **check_texts(words, posted, "header", needed=True),
        **check_texts(words, posted, "description", needed=True),
        **check_texts(words, posted, "url", needed=False),
        **_check_urls(visit, posted),
    }
    spans, wrong = read_spans(posted, times=visit.times)
    faults |= wrong
    touches = list_touched(posted)
    if not touches:
        faults["touch"] = words("writing.touches_nothing")
    elif len(touches) > MOST_TOUCHED:
        faults["touch"] = words("writing.touches_too_much", n=MOST_TOUCHED)
    elif not all(is_known(visit.look(), one) for one in touches):
        faults["touch"] = words("writing.touches_gone")
    cause, effect, severity = read_kinds(posted)
    message = ServiceAlert(
        id=id,
        header=read_texts(posted, "header"),
        description=read_texts(posted, "description"),
        touches=touches,
        active=spans,
        cause=cause,
        effect=effect,
        severity=severity,
        url=read_texts(posted, "url"),
    )
    return Draft(message, faults)


def fill_alert(visit: Visit, alert: ServiceAlert) -> Posted:
    """The alert as a form."""
    return build_posted(
        [
            *fill_texts("header", alert.header),
            *fill_texts("description", alert.description),
            *fill_texts("url", alert.url),
            *fill_spans(alert.active, times=visit.times),
            *(("touch", encode_touched(one)) for one in alert.touches),
            ("cause", alert.cause.name),
            ("effect", alert.effect.name),
            ("severity", alert.severity.name),
        ]
    )


def list_touched(posted: Posted) -> tuple[Touched, ...]:
    """What is ticked, each thing once."""
    found = filter(None, map(parse_touched, posted.get_all("touch")))
    return tuple(dict.fromkeys(found))


def read_kinds(posted: Posted) -> tuple[Cause, Effect, Severity]:
    """Cause, effect and severity; what is not chosen is not known, an alert without says a fact."""
    cause, effect, severity = (posted.get(one) for one in ("cause", "effect", "severity"))
    return (
        Cause[cause] if cause in Cause.__members__ else Cause.UNKNOWN_CAUSE,
        Effect[effect] if effect in Effect.__members__ else Effect.UNKNOWN_EFFECT,
        Severity[severity] if severity in Severity.__members__ else Severity.INFO,
    )


def _check_urls(visit: Visit, posted: Posted) -> dict[str, str]:
    faults = {}
    for language in LANGUAGES:
        name = f"url_{language}"
        if posted.get(name) and not _is_address(posted.get(name)):
            faults[name] = visit.words("writing.no_address")
    return faults


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in WEB and bool(parts.netloc)
