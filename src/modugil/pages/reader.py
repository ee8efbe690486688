"""Who reads: the language of a page, and the query it was asked with."""

from litestar import Request
from litestar.datastructures import State

from modugil.answers.desk import SPOKEN
from modugil.core.language import Language, negotiate_language

AnyRequest = Request[object, object, State]
MOST_WORDS = 60
ALONG = "with"
"""The word of a form for those who come along."""


def read_query(request: AnyRequest) -> dict[str, str]:
    """The query, the last of each word; a browser sends empty fields too.

    Those who come along are ticked in boxes of one name: all of them, with commas between.
    """
    given = list(request.query_params.multi_items())[:MOST_WORDS]
    along = ",".join(text for word, text in given if word == ALONG)
    return dict(given) | ({ALONG: along} if along else {})


def choose_language(request: AnyRequest) -> Language:
    """The language asked for by name, else by Accept-Language, else Korean."""
    asked = request.query_params.get("language", "")
    for language in SPOKEN:
        if asked == language:
            return language
    header = request.headers.get("accept-language", "")
    return negotiate_language(header, offered=SPOKEN)
