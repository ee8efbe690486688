"""A message as riders get it: in each language, and as a screen reader or a loudspeaker says it."""

from collections.abc import Sequence
from dataclasses import dataclass

from modugil.conditions.staff.implied_alerts import imply_alert
from modugil.conditions.staff.messages import ServiceAlert, StaffMessage, Texts
from modugil.core.language import LANGUAGES, Language
from modugil.pages.console.visit import Visit
from modugil.pages.console.writing.ids import get_ids
from modugil.pages.console.writing.tell_message import tell_touches, tell_when


@dataclass(frozen=True, slots=True)
class Shown:
    """One language of a message; `is_own` is false where another language stands in."""

    language: Language
    header: str
    description: str
    aloud: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """All languages of a message, when it holds and what it touches."""

    languages: Sequence[Shown]
    when: str
    touches: Sequence[str]
    severity: str


def preview(visit: Visit, message: StaffMessage) -> Preview:
    """What riders will see and hear: of a cancellation or a detour the alert that it implies."""
    alert = imply_alert(message, get_ids(visit.look()))
    return Preview(
        languages=[_show(alert, language) for language in LANGUAGES] if alert else [],
        when=tell_when(visit, message),
        touches=tell_touches(visit, message),
        severity=alert.severity.name if alert else "",
    )


def _show(alert: ServiceAlert, language: Language) -> Shown:
    header = _pick(alert.header, language)
    description = _pick(alert.description, language)
    own = language in alert.header and language in alert.description
    aloud = " ".join(_end(one) for one in (header, description) if one)
    return Shown(language, header, description, aloud, own)


def _pick(texts: Texts, language: Language) -> str:
    return texts.get(language) or texts.get("en") or texts.get("ko", "")


def _end(text: str) -> str:
    """With a stop at the end, so that a voice pauses there."""
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "。", "！", "？")) else f"{text}."
