"""Templates filled with words and values; everything is escaped, nothing missing goes unnoticed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from urllib.parse import urlencode

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Response
from litestar.enums import MediaType
from markupsafe import Markup

from modugil import __version__
from modugil.answers.boards.sentences import get_board_phrases
from modugil.answers.desk import SPOKEN
from modugil.core.language import Language, html_tag
from modugil.pages import measures
from modugil.pages.board_link import board_link, course_link, line_link, place_link
from modugil.pages.built_files import find_built
from modugil.pages.catalogue import get_words
from modugil.pages.guide_link import course_guide_link, guide_link
from modugil.pages.menu import list_menu

KEEP_HEADER = "Modugil-Keep"


@cache
def get_environment() -> Environment:
    """The environment of all templates."""
    environment = Environment(
        loader=PackageLoader("modugil.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "length": len,
        "metres": measures.say_length,
        "number": measures.say_number,
        "clock": measures.clock_time,
        "moment": measures.say_moment,
        "zip": zip,
        "menu": list_menu,
        "tongue": _tongue,
        "data": _data,
    }
    return environment


def _data(value: object) -> Markup:
    """JSON that may stand inside a script element that is only data."""
    text = msgspec.json.encode(value).decode("utf-8")
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 (JSON with every < escaped)


def _tongue(name: str, page_language: str) -> Markup:
    """An attribute for a name in Hangul on a page in another language, so that it is read right."""
    is_korean = any("가" <= mark <= "힣" for mark in name)
    return Markup(' lang="ko"') if is_korean and page_language != "ko" else Markup("")


def render_page(
    template: str,
    *,
    language: Language,
    query: Mapping[str, Sequence[str]] | None = None,
    status: int = 200,
    **values: object,
) -> Response[str]:
    """The page in that language; `query` is what its language menu leads back to.

    `kept_offline` among the values ("plan" or "sight") tells a browser that the page is worth
    keeping on the device; every other page is kept nowhere.
    """
    kept = str(values.setdefault("kept_offline", ""))
    words = get_words(language)
    text = (
        get_environment()
        .get_template(template)
        .render(
            words=words,
            language=language,
            html_language=html_tag(language),
            languages=list_languages(query or {}),
            keep="?" + urlencode({"language": language}) if query and "language" in query else "",
            built=find_built(),
            board_link=board_link,
            course_link=course_link,
            course_guide_link=course_guide_link,
            guide_link=guide_link,
            line_link=line_link,
            place_link=place_link,
            age_of=get_board_phrases(language).age_of,
            version=__version__,
            needs_name=partial(measures.say_presets, words),
            took=partial(measures.say_took, words),
            day=partial(measures.say_day, words),
            **values,
        )
    )
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": html_tag(language),
        "Vary": "Accept-Language",
    }
    if kept:
        headers[KEEP_HEADER] = kept
    return Response(text, status_code=status, media_type=MediaType.HTML, headers=headers)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One entry of the language menu: the same page in a language that calls itself `name`."""

    language: Language
    tag: str
    name: str
    address: str


def list_languages(query: Mapping[str, Sequence[str]]) -> list[LanguageLink]:
    """The languages of the pages, each leading back to the same query, with words said twice."""
    return [
        LanguageLink(
            language=one,
            tag=html_tag(one),
            name=get_words(one)("site.language"),
            address="?" + urlencode({**query, "language": one}, doseq=True),
        )
        for one in SPOKEN
    ]
