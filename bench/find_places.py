"""How long it takes to find places among 20,000, beside SQLite's trigram search and a plain scan.

    python bench/find_places.py [--places 20000] [--questions 300] [--seed 7]

Places are drawn: names of Korean syllables with an English one, in clusters as towns have them,
with the facts, the hours and the unknown that real files have. Every question is timed by itself
with `time.process_time`, in one thread, after one question of each kind to warm up; what is timed
is the search and the telling of the first 20 places, a minute later each time. The two others
answer the same names only: they know neither initials nor needs, and give rows without words.
"""

import argparse
import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from modugil.answers.finding.find_among import PlaceFinder
from modugil.answers.finding.place_question import PlaceQuestion
from modugil.core.geo import LatLon
from modugil.places.build_places import Group, Sourced, build_places
from modugil.places.catalogue import Catalogue
from modugil.places.finding.index import build_place_index
from modugil.places.finding.names import fold, take_initials
from modugil.places.finding.needs import NEED_WORDS, NeedWord
from modugil.places.finding.search import Wanted, search_places
from modugil.places.places import Places
from modugil.places.record import Record, Said

NOON = datetime(2026, 11, 23, 3, tzinfo=UTC)
MIDDLE = LatLon(33.38, 126.55)
KINDS = ("sights", "sights", "sights", "toilets", "toilets", "wifi", "chargers", "courses")
STEMS = "성산 섭지 한라 제주 서귀 중문 협재 함덕 애월 월정 김녕 표선 우도 마라 산방 천지".split()
TAILS = "일출봉 해변 공원 박물관 미술관 시장 오름 폭포 포구 식당 화장실 도서관 카페 마을".split()
ROMAN = "Beach Park Museum Market Falls Port Village Library Toilet Cafe Hill Square".split()
ACCESS = (
    "accessible_toilet step_free_entrance step_free_approach elevator rental_wheelchair "
    "accessible_parking guide_dog braille_guide audio_guide tactile_paving sign_language "
    "nursing_room rental_stroller changing_table emergency_bell"
).split()


def draw_places(count: int, chance: random.Random) -> Places:
    towns = [(chance.uniform(33.22, 33.54), chance.uniform(126.2, 126.92)) for _ in range(40)]
    hours = [
        f"{days} {begin:02d}:00-{end:02d}:30{holidays}"
        for days in ("Mo-Fr", "Tu-Su", "Mo-Su")
        for begin in range(6, 12)
        for end in range(16, 23)
        for holidays in ("", "; PH off")
    ]
    groups = []
    for row in range(count):
        lat, lon = chance.choice(towns)
        name = f"{chance.choice(STEMS)}{chance.choice(TAILS)} {chance.choice(STEMS)}{row % 997}"
        said = [Said(key, chance.choice(("yes", "yes", "no"))) for key in chance.sample(ACCESS, 4)]
        if chance.random() < 0.6:
            said.append(Said("hours", chance.choice([*hours, "24/7"])))
        said.append(Said("category", chance.choice(("sight", "food", "culture", "lodging"))))
        record = Record(
            kind=chance.choice(KINDS),
            id=str(row),
            names={"": name, "ko": name, "en": f"{chance.choice(ROMAN)} No. {row}"},
            row=row,
            lat=lat + chance.gauss(0, 0.02),
            lon=lon + chance.gauss(0, 0.02),
            wheelchair=chance.choice(("yes", "no", "", "")),
            said=tuple(said),
        )
        groups.append(Group(f"p-{row}", (Sourced(record, 0, "drawn", "2026-01-01"),)))
    return build_places(groups)


def draw_names(places: Places, chance: random.Random) -> list[str]:
    """Parts of names as people type them: a beginning, a middle, a whole, English."""
    names = []
    for _ in range(400):
        told = places.names.all_of(chance.randrange(len(places)))
        name = chance.choice((told[""], told[""], told["en"]))
        begin = chance.choice((0, 0, chance.randrange(len(name))))
        names.append(name[begin : begin + chance.randint(1, 6)].strip() or name)
    return names


def draw_way(chance: random.Random) -> tuple[LatLon, ...]:
    """A way of 60 points, some 30 km."""
    lat, lon = chance.uniform(33.25, 33.5), chance.uniform(126.3, 126.8)
    way = []
    for _ in range(60):
        way.append(LatLon(lat, lon))
        lat, lon = lat + chance.gauss(0, 0.003), lon + 0.005
    return tuple(way)


def draw_point(chance: random.Random) -> LatLon:
    return LatLon(chance.uniform(33.22, 33.54), chance.uniform(126.2, 126.92))


def draw_needs(chance: random.Random) -> frozenset[NeedWord]:
    return frozenset(chance.sample(NEED_WORDS, chance.randint(1, 3)))


def draw_all_at_once(names: list[str], chance: random.Random) -> PlaceQuestion:
    return PlaceQuestion(
        text=chance.choice(names),
        needs=draw_needs(chance),
        open_now=chance.random() < 0.5,
        near=draw_point(chance),
        radius_m=chance.choice((None, 20_000.0)),
        along=draw_way(chance) if chance.random() < 0.5 else (),
        corridor_m=2000.0,
        has=frozenset(chance.sample(ACCESS, 1)),
        confirmed=chance.random() < 0.5,
    )


def draw_questions(places: Places, chance: random.Random) -> dict[str, Callable[[], PlaceQuestion]]:
    names = draw_names(places, chance)
    initials = [take_initials(name)[:4] or "ㅅㅅ" for name in places.names.published]

    return {
        "a part of a name": lambda: PlaceQuestion(text=chance.choice(names)),
        "initials": lambda: PlaceQuestion(text=chance.choice(initials)),
        "letters in order": lambda: PlaceQuestion(text=chance.choice(STEMS) + "관카"),
        "needs": lambda: PlaceQuestion(needs=draw_needs(chance)),
        "open now": lambda: PlaceQuestion(open_now=True),
        "near": lambda: PlaceQuestion(near=draw_point(chance)),
        "near, within 2 km": lambda: PlaceQuestion(near=draw_point(chance), radius_m=2000.0),
        "along a way of 60 points": lambda: PlaceQuestion(along=draw_way(chance)),
        "all at once": lambda: draw_all_at_once(names, chance),
    }


def measure(ask: Callable[[int], object], times: int) -> tuple[float, float]:
    """p50 and p99 of one question, milliseconds of CPU."""
    ask(0)
    took_ms = []
    for number in range(times):
        began = time.process_time()
        ask(number)
        took_ms.append((time.process_time() - began) * 1000)
    ranked = statistics.quantiles(took_ms, n=100)
    return statistics.median(took_ms), ranked[98]


def open_trigrams(places: Places) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE named USING fts5(name, tokenize='trigram')")
    told = [" ".join(set(places.names.all_of(row).values())) for row in range(len(places))]
    database.executemany("INSERT INTO named(rowid, name) VALUES (?, ?)", enumerate(told))
    return database


def ask_trigrams(database: sqlite3.Connection, text: str) -> list[int]:
    """Under three letters the trigram index cannot be used; SQLite then looks at every name."""
    sql = "SELECT rowid FROM named WHERE name LIKE ? ORDER BY instr(name, ?) LIMIT 20"
    return [row for (row,) in database.execute(sql, (f"%{text}%", text))]


def ask_plainly(folded: list[tuple[str, ...]], text: str) -> list[int]:
    wanted = fold(text)
    found = []
    for row, names in enumerate(folded):
        at = min((name.find(wanted) for name in names if wanted in name), default=-1)
        if at >= 0:
            found.append((at > 0, len(names[0]), row))
    return [row for _, _, row in sorted(found)[:20]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--places", type=int, default=20_000)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    places = draw_places(options.places, chance)
    finder = PlaceFinder(Catalogue(places), zone=ZoneInfo("Asia/Seoul"), middle=MIDDLE)
    began = time.process_time()
    finder.find(PlaceQuestion(), now=NOON)
    print(f"index of {len(places)} places built in {time.process_time() - began:.2f} s of CPU")
    print(f"{options.questions} questions a row, the first 20 places told; CPU milliseconds")
    print(f"{'question':<28}{'p50':>8}{'p99':>8}")
    for name, draw in draw_questions(places, chance).items():
        asked = [draw() for _ in range(options.questions)]

        def ask(number: int, asked: list[PlaceQuestion] = asked) -> object:
            return finder.find(asked[number], now=NOON + timedelta(minutes=number))

        p50, p99 = measure(ask, options.questions)
        print(f"{name:<28}{p50:8.2f}{p99:8.2f}")
    beside_others(places, finder, draw_names(places, chance), options.questions)


def beside_others(places: Places, finder: PlaceFinder, names: list[str], times: int) -> None:
    database = open_trigrams(places)
    folded = [tuple(map(fold, places.names.all_of(row).values())) for row in range(len(places))]
    texts = [names[number % len(names)] for number in range(times)]
    ours = measure(lambda n: finder.find(PlaceQuestion(text=texts[n]), now=NOON), times)
    index = build_place_index(places, at=MIDDLE)
    rows = measure(lambda n: search_places(index, Wanted(text=texts[n])), times)
    trigrams = measure(lambda n: ask_trigrams(database, texts[n]), times)
    plain = measure(lambda n: ask_plainly(folded, texts[n]), times)
    print(f"\nthe same {times} names; times of ours in brackets")
    for name, (p50, p99) in (
        ("Modugil, 20 places told", ours),
        ("Modugil, rows alone", rows),
        (f"SQLite {sqlite3.sqlite_version} FTS5 trigram", trigrams),
        ("plain Python scan", plain),
    ):
        print(f"{name:<28}{p50:8.2f}{p99:8.2f}   ({p50 / ours[0]:.1f}, {p99 / ours[1]:.1f})")


if __name__ == "__main__":
    main()
