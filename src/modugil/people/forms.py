"""That a form comes from a page of ours, told by its headers and by what only such a page knows.

Source:  Fetch Metadata (W3C): `Sec-Fetch-Site` is written by the browser alone; browsers before
         2023 send `Origin` with a form instead.
"""

import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

from modugil.core.errors import NotAllowed
from modugil.people.sessions import SignedIn

CSRF_FIELD = "csrf"
_OURS = ("same-origin", "none")


def check_same_site(headers: Mapping[str, str]) -> None:
    """The form comes from a page of ours, or of no page; it is looked at before anything of it is.

    Errors:  NotAllowed if another site's page sent it.
    """
    site = headers.get("sec-fetch-site")
    if not (_is_of_host(headers) if site is None else site in _OURS):
        raise NotAllowed("The form was sent by another site.", allowed="Use the page here.")


def check_csrf(signed_in: SignedIn, told: str) -> None:
    """The form carries what only a page of this session knows.

    Errors:  NotAllowed if it does not.
    """
    if not hmac.compare_digest(told.encode("utf-8", "replace"), signed_in.csrf.encode()):
        raise NotAllowed(
            "The form is not of this session.", allowed="Open the page again, and send it again."
        )


def _is_of_host(headers: Mapping[str, str]) -> bool:
    """By `Origin`; a program sends none."""
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    except ValueError:
        return False
