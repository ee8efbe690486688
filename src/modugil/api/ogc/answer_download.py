"""All of a collection as one file, compressed for whoever takes that."""

from litestar import Response
from litestar.response import Stream

from modugil.api.ogc.collections import CollectionInfo
from modugil.api.ogc.downloads import DOWNLOADS
from modugil.api.ogc.files import PLAIN, unpack
from modugil.api.ogc.publisher import Publisher
from modugil.api.ogc.respond import build_headers, build_tag, is_known, takes_gzip
from modugil.api.read_query import AnyRequest


def answer_download(
    request: AnyRequest, publisher: Publisher, info: CollectionInfo, *, ending: str
) -> Response[bytes] | Stream:
    """The file as the collection is now, or that the reader has it already."""
    shelf = publisher.get_shelf(info)
    tag = build_tag(request, shelf.digest, publisher.files.tell_about(info).decode())
    headers = build_headers(tag, token=shelf.token)
    media_type = DOWNLOADS[ending]
    if is_known(request, headers["ETag"]):
        return Response(b"", status_code=304, headers=headers, media_type=media_type)
    headers["Content-Disposition"] = f'attachment; filename="{info.id}.{ending}"'
    body = publisher.files.get_file(info, shelf, ending=ending)
    if ending not in PLAIN and not takes_gzip(request):
        return Stream(unpack(body), headers=headers, media_type=media_type)
    if ending not in PLAIN:
        headers["Content-Encoding"] = "gzip"
    return Response(body, headers=headers, media_type=media_type)
