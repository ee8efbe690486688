"""The collections there are, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from modugil.core.language import Language, name_language
from modugil.region.manifest import Manifest


@dataclass(frozen=True, slots=True)
class CollectionInfo:
    """One collection, before anybody looks into it."""

    id: str
    titles: Mapping[str, str]
    description: str
    kinds: tuple[str, ...]
    """Kinds of the sources that may speak of it."""
    live: bool = False
    """Whether it is only what holds at this moment, of which no changes are kept."""

    @property
    def change_kind(self) -> str:
        """Under which kind its changes stand in the log."""
        return f"places.{self.id}"

    def title(self, language: Language) -> str:
        """Its name in that language."""
        return self.titles[name_language(language)]


def _place(id: str, titles: tuple[str, str, str, str], description: str) -> CollectionInfo:
    return CollectionInfo(id, _titles(*titles), description, (f"places.{id}",))


def _titles(ko: str, en: str, zh: str, ja: str) -> dict[str, str]:
    return {"ko": ko, "en": en, "zh": zh, "ja": ja}


COLLECTIONS: tuple[CollectionInfo, ...] = (
    _place(
        "sights",
        ("가볼 곳", "Sights", "景点", "観光地"),
        "Sights, museums, beaches, food and lodging, with what is known of getting in and round.",
    ),
    _place(
        "toilets",
        ("화장실", "Toilets", "洗手间", "トイレ"),
        "Public toilets: accessible stalls, emergency bells, changing tables, hours.",
    ),
    _place(
        "wifi",
        ("무료 와이파이", "Free Wi-Fi", "免费Wi-Fi", "無料Wi-Fi"),
        "Access points of free public Wi-Fi.",
    ),
    _place(
        "chargers",
        ("전동휠체어 충전기", "Wheelchair chargers", "电动轮椅充电器", "電動車いす充電器"),
        "Quick chargers for powered wheelchairs: how many at once, air pump, hours.",
    ),
    _place(
        "centres",
        ("이동지원센터", "Mobility centres", "出行支援中心", "移動支援センター"),
        "Centres that send cars with ramps or lifts, and how to book one.",
    ),
    _place(
        "courses",
        ("무장애 관광 코스", "Barrier-free courses", "无障碍路线", "バリアフリーコース"),
        "Measured points of barrier-free courses: slope, width, steps.",
    ),
    CollectionInfo(
        "stops",
        _titles("정류소", "Stops", "公交站", "停留所"),
        "Stops of the timetable (id stop:ID, as a journey takes it), and of lists without one.",
        ("gtfs", "places.stops"),
    ),
    CollectionInfo(
        "barriers",
        _titles("장벽", "Barriers", "障碍", "バリア"),
        "Steps, high kerbs, gates, bollards, and ways that are steeper, narrower, rougher or more "
        "tilted than Korean law asks; `limit` names the limit, in /api/v1/thresholds.",
        ("osm", "opensidewalks", "elevation"),
    ),
    CollectionInfo(
        "closures",
        _titles("지금 막힌 길", "Closed now", "目前封闭", "現在通行止め"),
        "Ways that are blocked and elevators that do not run at this moment; they come and go by "
        "the clock, so no changes of them are kept.",
        ("osm", "opensidewalks"),
        live=True,
    ),
)
CHANGE_KINDS = tuple(one.change_kind for one in COLLECTIONS if not one.live)


def list_offered(manifest: Manifest) -> list[CollectionInfo]:
    """Those that some source of this region speaks of."""
    kinds = {source.kind for source in manifest.sources}
    return [one for one in COLLECTIONS if kinds & set(one.kinds)]
