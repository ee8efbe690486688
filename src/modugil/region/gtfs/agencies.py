"""agency.txt and routes.txt: who runs the lines, and the lines.

    agency_id,agency_name,agency_url,agency_timezone
    JEJU,제주특별자치도,https://bus.jeju.go.kr,Asia/Seoul

    route_id,agency_id,route_short_name,route_long_name,route_type,route_color,route_text_color
    405136521,JEJU,365,제주대학교 - 한라대학교,3,33CC99,FFFFFF

Source: GTFS Schedule reference, agency.txt and routes.txt.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from modugil.core.errors import RegionUnreadable
from modugil.core.time import get_zone
from modugil.region.gtfs.fields import BLANK, UNKNOWN, choice, parse_column, refer, unique_rows
from modugil.region.gtfs.files import FeedFiles
from modugil.region.gtfs.tables import I32, Table
from modugil.region.gtfs.translations import Translations
from modugil.region.texts import Texts, build_local_texts, build_texts
from modugil.region.timetable import Lines

AGENCY_COLUMNS = (
    "agency_id", "agency_name", "agency_timezone", "agency_url", "agency_phone", "agency_lang",
)  # fmt: skip
ROUTE_COLUMNS = (
    "route_id", "agency_id", "route_short_name", "route_long_name", "route_type", "route_color",
    "route_text_color", "continuous_pickup", "continuous_drop_off",
)  # fmt: skip
BUS = 3
_ROUTE_TYPES = (*range(13), *range(100, 1703))
_COLOUR = re.compile(r"[0-9A-F]{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Agencies:
    """Who runs the lines; `rows` leads from an agency_id to its row, "" to the only one."""

    rows: Mapping[str, int]
    names: list[dict[str, str]]
    ids: list[str]
    time_zone: str
    table: Table


def read_agencies(files: FeedFiles, *, translations: Translations, time_zone: str) -> Agencies:
    """The agencies of the feed; `time_zone` is used where they name none that exists."""
    table = files.read("agency.txt", AGENCY_COLUMNS, required=("agency_name", "agency_timezone"))
    ids = list(table.column("agency_id"))
    named = list(table.column("agency_name"))
    rows: dict[str, int] = {}
    for row, agency in enumerate(ids):
        if agency in rows:
            table.fault("id_twice", row, field="agency_id")
        else:
            rows[agency] = row
    names = [
        translations.words("agency.agency_name", name, record=agency)
        for agency, name in zip(ids, named, strict=True)
    ]
    if len(rows) == 1:
        rows[""] = next(iter(rows.values()))
    return Agencies(rows, names, ids, _time_zone(table, time_zone), table)


def _time_zone(table: Table, default: str) -> str:
    found = ""
    for row, name in enumerate(table.column("agency_timezone")):
        try:
            get_zone(name)
        except RegionUnreadable:
            table.fault("time_zone_unknown", row, field="agency_timezone")
            continue
        if found and name != found:
            table.fault("time_zone_differs", row, field="agency_timezone")
        found = found or name
    return found or default


def read_lines(
    files: FeedFiles, *, agencies: Agencies, translations: Translations
) -> tuple[Lines, dict[str, int]]:
    """The lines of the feed, and the row of each route_id."""
    table = files.read("routes.txt", ROUTE_COLUMNS, required=("route_id", "route_type"))
    note_continuous(table)
    kept = unique_rows(table, "route_id")
    ids = [table.column("route_id")[row] for row in kept]
    short = [table.column("route_short_name")[row] for row in kept]
    long = [table.column("route_long_name")[row] for row in kept]
    for row, *names in zip(kept.tolist(), short, long, strict=True):
        if not any(names):
            table.fault("route_without_name", row, field="route_id")
    types = parse_column(table, "route_type", choice(_ROUTE_TYPES, blank=BUS))
    lines = Lines(
        id=build_texts(ids),
        feed=np.zeros(len(ids), np.uint8),
        short_names=build_local_texts(
            translations.words("routes.route_short_name", name, record=route)
            for name, route in zip(short, ids, strict=True)
        ),
        long_names=build_local_texts(
            translations.words("routes.route_long_name", name, record=route)
            for name, route in zip(long, ids, strict=True)
        ),
        type=types[kept].astype(np.uint16),
        color=_colours(table, "route_color", kept),
        text_color=_colours(table, "route_text_color", kept),
        agency=_agency_rows(table, agencies)[kept],
        agency_names=build_local_texts(agencies.names),
        agency_ids=build_texts(agencies.ids),
        agency_urls=build_texts(agencies.table.column("agency_url")),
        agency_phones=build_texts(agencies.table.column("agency_phone")),
        agency_languages=build_texts(agencies.table.column("agency_lang")),
        agency_feed=np.zeros(len(agencies.ids), np.uint8),
    )
    return lines, {route: row for row, route in enumerate(ids)}


def _agency_rows(table: Table, agencies: Agencies) -> I32:
    rows = refer(table, "agency_id", agencies.rows, fault="agency_unknown")
    rows[rows == BLANK] = agencies.rows.get("", BLANK)
    rows[rows == UNKNOWN] = BLANK
    return rows


def _colours(table: Table, field: str, kept: I32) -> Texts:
    column = table.column(field)
    colours: list[str] = []
    for row in kept.tolist():
        colour = column[row].removeprefix("#").upper()
        if colour and not _COLOUR.fullmatch(colour):
            table.fault("invalid_colour", row, field=field)
            colour = ""
        colours.append(colour)
    return build_texts(colours)


def note_continuous(table: Table) -> None:
    """One fault if the file lets people board between stops, which is not planned."""
    for field in ("continuous_pickup", "continuous_drop_off"):
        column = table.column(field)
        asked = [code for code, text in enumerate(column.texts) if text in ("0", "2", "3")]
        rows = np.flatnonzero(np.isin(column.codes, asked))
        table.fault("continuous_ignored", rows[:1], field=field)
