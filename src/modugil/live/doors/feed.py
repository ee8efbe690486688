"""One foreign feed: where it is, and how it is fetched without being trusted."""

import re
import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit

from modugil.core.errors import CouldNotLook, MessageTooLarge, SettingsInvalid

_PART_BYTES = 65_536
_NOT_IN_NAMES = re.compile(r"[^\w.\-]+")
_NAMED = re.compile(r"([\w.\-]{1,40})=(.+)")
_NO_CHANGE = 304


@dataclass(frozen=True, slots=True)
class Feed:
    """A GTFS-Realtime feed of vehicle positions. Its address may hold a key and is never logged."""

    name: str
    """What its vehicles are called by: `<name>/<id>`."""
    url: str
    every_s: float = 15.0
    timeout_s: float = 10.0
    """How long it may take until all of it is here."""
    most_bytes: int = 33_554_432


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was there, and by what it is asked next time whether it changed."""

    payload: bytes
    tag: str = ""
    modified: str = ""


def parse_feeds(text: str, *, every_s: float) -> list[Feed]:
    """The feeds of a setting: addresses with spaces between, each may have a name: `tokyo=https://…`.

    Without one it has the name of its host or file.
    Errors:  SettingsInvalid for what is no address, or for a name that is given twice.
    """
    feeds: dict[str, Feed] = {}
    for word in text.split():
        named = _NAMED.fullmatch(word) if "=" in word.partition(":")[0] else None
        url = named[2] if named else word
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https", "file") or not (parts.hostname or parts.path):
            raise SettingsInvalid(
                "The setting live.gtfs_rt holds something that is no address.",
                allowed="Write https://…, http://… or file:///…, with a name before it: tokyo=https://…",
            )
        name = named[1] if named else (parts.hostname or Path(parts.path).stem)
        name = _NOT_IN_NAMES.sub("_", name)[:40]
        if name in feeds:
            raise SettingsInvalid(
                f"Two feeds of live.gtfs_rt have the name {name}.",
                allowed="Give each a name of its own: tokyo=https://…",
            )
        feeds[name] = Feed(name, url, every_s=every_s)
    return list(feeds.values())


def fetch(feed: Feed, before: Fetched | None) -> Fetched | None:
    """What the feed tells now; None where it says that nothing changed since `before`.

    Errors:  CouldNotLook if it cannot be reached or is too slow, MessageTooLarge if it is too big.
    """
    try:
        if feed.url.startswith("file:"):
            return _read_file(feed, before)
        return _ask(feed, before)
    except HTTPError as cause:
        cause.close()
        if cause.code == _NO_CHANGE:
            return None
        raise CouldNotLook(f"The feed {feed.name} answers with status {cause.code}.") from cause
    except (OSError, URLError, HTTPException, ssl.SSLError, ValueError) as cause:
        told = getattr(cause, "reason", None) or cause
        raise CouldNotLook(
            f"The feed {feed.name} cannot be read ({type(told).__name__})."
        ) from cause


def _read_file(feed: Feed, before: Fetched | None) -> Fetched | None:
    path = Path(unquote(urlsplit(feed.url).path))
    found = path.stat()
    tag = f"{found.st_mtime_ns}-{found.st_size}"
    if before is not None and before.tag == tag:
        return None
    if found.st_size > feed.most_bytes:
        raise _too_large(feed)
    return Fetched(path.read_bytes(), tag=tag)


def _ask(feed: Feed, before: Fetched | None) -> Fetched:
    headers = {"Accept-Encoding": "identity", "User-Agent": "modugil"}
    if before is not None and before.tag:
        headers["If-None-Match"] = before.tag
    if before is not None and before.modified:
        headers["If-Modified-Since"] = before.modified
    ends_s = time.monotonic() + feed.timeout_s
    asked = request.Request(feed.url, headers=headers)
    with _build_opener().open(asked, timeout=feed.timeout_s) as answer:
        payload = _read(answer, feed, ends_s)
        tag, modified = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
    return Fetched(payload, tag, modified)


def _read(answer: Any, feed: Feed, ends_s: float) -> bytes:  # noqa: ANN401 (urllib tells no type)
    parts, length = [], 0
    while part := answer.read1(_PART_BYTES):
        length += len(part)
        if length > feed.most_bytes:
            raise _too_large(feed)
        if time.monotonic() > ends_s:
            raise socket.timeout("too slow")
        parts.append(part)
    if isinstance(answer, HTTPResponse) and answer.length:
        raise CouldNotLook(f"The feed {feed.name} broke off.")
    return b"".join(parts)


def _build_opener() -> request.OpenerDirector:
    """One that follows HTTP and HTTPS only: a feed must not lead to a file of this machine."""
    opener = request.OpenerDirector()
    for handler in (
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPRedirectHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _too_large(feed: Feed) -> MessageTooLarge:
    return MessageTooLarge(
        f"The feed {feed.name} is too large.", allowed=f"It may have {feed.most_bytes} bytes."
    )
