"""What a device needs to install the pages and read the last of them without a connection."""

import hashlib
from functools import lru_cache
from pathlib import Path

import msgspec
from jinja2.meta import find_referenced_templates
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException

from modugil import __version__
from modugil.answers.asking.region_card import build_region_card, list_credits
from modugil.answers.desk import SPOKEN, Desk
from modugil.core.language import html_tag
from modugil.pages.built_files import WORKER, find_built, list_pictures, list_shell
from modugil.pages.catalogue import get_words, read_texts
from modugil.pages.menu import list_shortcuts
from modugil.pages.plan_view import script_words
from modugil.pages.reader import AnyRequest, choose_language, read_query
from modugil.pages.templating import get_environment, render_page

PAPER, GROUND = "#0b6470", "#f4f2ec"
TEMPLATES = Path(__file__).parent / "templates"
CHECK_ALWAYS = {"Cache-Control": "no-cache"}


@get("/manifest.webmanifest", include_in_schema=False, sync_to_thread=False)
def get_manifest(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[bytes]:
    """The pages as something to install, in the reader's language.

    Source:  Web Application Manifest, W3C Working Draft.
    """
    language = choose_language(request)
    words = get_words(language)
    asked = f"?language={language}" if "language" in request.query_params else ""
    pictures = list_pictures()
    icons = [{"src": find_built().icon, "type": "image/svg+xml", "sizes": "any"}]
    for name, purpose in (("icon-192", "any"), ("icon-512", "any"), ("maskable-512", "maskable")):
        if address := pictures.get(f"{name}.png"):
            size = name.partition("-")[2]
            icon = {"src": address, "type": "image/png", "sizes": f"{size}x{size}"}
            icons.append(icon | {"purpose": purpose})
    shortcuts = list_shortcuts(build_region_card(desk.manifest, language=language))
    manifest = {
        "id": "/",
        "name": f"{words('site.name')}: {words('site.tagline')}",
        "short_name": words("site.name"),
        "description": words("site.description"),
        "lang": html_tag(language),
        "dir": "ltr",
        "start_url": f"/{asked}",
        "scope": "/",
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": GROUND,
        "categories": ["travel", "navigation", "accessibility"],
        "icons": icons,
        "shortcuts": [
            {"name": words(one.word), "url": f"{one.address}{asked}"} for one in shortcuts
        ],
    }
    headers = CHECK_ALWAYS | {"Vary": "Accept-Language"}
    body = msgspec.json.encode(manifest)
    return Response(body, media_type="application/manifest+json", headers=headers)


@get("/service-worker.js", include_in_schema=False, sync_to_thread=False)
def get_worker(desk: NamedDependency[Desk]) -> Response[bytes]:
    """The worker that keeps pages on the device, with the list of what it keeps.

    Errors:  NotFoundException where the front end is not built; pages do not ask for it then.
    """
    if not WORKER.exists():
        raise NotFoundException
    region = msgspec.json.encode(build_region_card(desk.manifest, language="ko"))
    return Response(_write_worker(region), media_type="text/javascript", headers=CHECK_ALWAYS)


@lru_cache(maxsize=4)
def _write_worker(region: bytes) -> bytes:
    """Another build, or other offline pages, make other bytes: so a browser updates."""
    worker = WORKER.read_bytes()
    offline = {html_tag(one): f"/offline?language={one}" for one in reversed(SPOKEN)}
    offline |= {str(one): f"/offline?language={one}" for one in SPOKEN}
    texts = [read_texts(one) for one in SPOKEN]
    made_of = hashlib.sha256(
        worker + region + msgspec.json.encode([__version__, list_shell(), texts])
    )
    for template in list_parts("offline.html"):
        made_of.update((TEMPLATES / template).read_bytes())
    shell = {"version": made_of.hexdigest()[:12], "files": list_shell(), "offline": offline}
    return b"self.SHELL=" + msgspec.json.encode(shell) + b";\n" + worker


def list_parts(template: str) -> list[str]:
    """The template and all that it is put together from, in the order of their names."""
    found, wanted = set[str](), [template]
    while wanted:
        name = wanted.pop()
        found.add(name)
        parsed = get_environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))
        wanted += [one for one in find_referenced_templates(parsed) if one and one not in found]
    return sorted(found)


@get("/offline", include_in_schema=False, sync_to_thread=True)
def show_offline(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[str]:
    """What the device keeps; the same page for everybody, as only the device knows."""
    query, language = read_query(request), choose_language(request)
    region = build_region_card(desk.manifest, language=language)
    return render_page(
        "offline.html",
        language=language,
        query=query,
        region=region,
        credits=list_credits(region),
        script_words=script_words(get_words(language)),
    )
