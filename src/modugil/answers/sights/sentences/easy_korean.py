"""The phrases in easy-to-read Korean (쉬운 말): short sentences, one thought each."""

from dataclasses import replace

from modugil.answers.sights.sentences.easy_korean_facts import EASY_KOREAN_FACTS
from modugil.answers.sights.sentences.korean import HOURS, KOREAN, SOURCES, WAY

EASY_HOURS = replace(
    HOURS,
    holidays="쉬는 날(공휴일)",
    always="하루 종일(24시간)",
    closed="쉬어요",
    open_now="지금 열려 있어요.",
    closed_now="지금은 닫혀 있어요.",
    not_known_now="지금 열려 있는지 아직 몰라요.",
)
EASY_WAY = replace(
    WAY,
    nearest_stop="가장 가까운 정류장은 {stop|이에요/예요}. {distance} 떨어져 있어요.",
    lines_at="{stop} 정류장. {distance} 떨어져 있어요. 오는 버스: {lines}.",
    no_lines_at="{stop} 정류장. {distance} 떨어져 있어요.",
    next_bus="{stop}에 다음에 오는 바닥이 낮은 버스: {bus}.",
    no_low_floor="{stop}에 {n}분 안에 오는 바닥이 낮은 버스를 몰라요.",
    perhaps_low_floor="바닥이 낮은지 모르는 버스는 {n}대 와요.",
    no_stop="{distance} 안에 시간표가 있는 버스 정류장이 없어요.",
    no_timetable="버스 시간표가 없어요. 그래서 버스를 알려 드릴 수 없어요.",
    give_start="어디에서 출발하는지 적어 주세요. 그러면 나에게 맞는 길을 알려 드려요.",
    whole_way="가는 길을 하나씩 보기",
    toilet_near="우리가 아는 가장 가까운 휠체어로 쓰는 화장실은 {name|이에요/예요}. "
    "{distance} 떨어져 있어요.",
    toilet_in="{name} 안의 휠체어로 쓰는 화장실",
    no_toilet_near="{distance} 안에 다른 휠체어로 쓰는 화장실이 있는지 몰라요.",
    near="{what}: {name}. {distance} 떨어져 있어요.",
    near_answer="가까이에 {n}곳이 있어요. 가장 가까운 곳은 {name|이에요/예요}.",
    nothing_near="가까이에 무엇이 있는지 아직 몰라요.",
    straight="지도에서 똑바로 잰 거리예요. 진짜 길은 더 멀어요.",
    wifi_states={
        "": "지금 되는지 아직 몰라요.",
        "working": "지금 돼요.",
        "down": "지금 고장 났어요.",
        "silent": "지금 되는지 알 수 없어요. 기계에서 소식이 안 와요.",
        "resting": "지금은 쉬고 있어요.",
        "unknown": "지금 되는지 알 수 없어요. 기계가 말해 주지 않아요.",
    },
    wifi_devices="지금 {n}대가 쓰고 있어요.",
)
EASY_SOURCES = replace(
    SOURCES,
    disputed="{thing}: 말이 서로 달라요. {claims}. 그래서 아직 몰라요.",
    disputed_count="말이 서로 다른 것: {n}가지.",
    counts="{thing}: 말이 서로 달라요. {claims}. 맨 앞의 말을 따라요.",
    source="[{number}] {name}: {n}가지를 알려 줬어요. {date}에 알려 줬어요.",
    source_undated="[{number}] {name}: {n}가지를 알려 줬어요. 언제인지 몰라요.",
    only_located="[{number}] {name}: 이름과 자리만 알려 줬어요.",
    licence="쓰는 조건: {licence}.",
    no_licence="쓰는 조건은 몰라요.",
    sample="진짜가 아니에요. 보기로 만든 것이에요.",
    staff="우리 지역에서 일하는 사람",
    answer="이곳을 알려 준 곳: {n}곳.",
    nobody="어디에 있는지만 알아요. 다른 것은 아무도 알려 주지 않았어요.",
    not_said="아무도 알려 주지 않은 것: {things}.",
)
EASY_KOREAN = replace(
    KOREAN,
    facts=EASY_KOREAN_FACTS,
    hours=EASY_HOURS,
    way=EASY_WAY,
    sources=EASY_SOURCES,
    titles={
        **KOREAN.titles,
        "get_round": "안에서 다닐 수 있나요?",
        "looks": "어떤 곳인가요?",
        "sources": "누가 언제 알려 줬나요?",
    },
    titles_of={
        **KOREAN.titles_of,
        "centres": {"get_in": "누가 부를 수 있나요?", "get_round": "어떤 차가 있나요?"},
        "toilets": {"get_in": "들어갈 수 있나요? 열려 있나요?", "toilet": "어떤 화장실인가요?"},
        "courses": {"get_in": "가기 좋은가요?", "get_round": "길은 어떤가요?"},
    },
    kinds={
        **KOREAN.kinds,
        "sights": "가 볼 곳",
        "chargers": "전동휠체어를 충전하는 곳",
        "stops": "버스 정류장",
        "centres": "휠체어로 타는 차를 부르는 곳(교통약자 이동지원센터)",
        "courses": "휠체어로 가는 길의 한 곳",
    },
    there_is="{thing|이/가} 있어요.",
    there_is_no="{thing|이/가} 없어요.",
    nobody_says="{thing|이/가} 있는지 아직 몰라요.",
    value_unknown="{label}: 아직 몰라요.",
    own_words="{label}(알려 준 곳의 말):",
    answers={
        "get_in": (
            "네. 턱이나 계단 없이 들어갈 수 있어요.",
            "아니요. 휠체어로 지나갈 수 없는 곳이 있어요.",
            "휠체어로 들어갈 수 있는지 아직 몰라요.",
        ),
        "get_in.whole": (
            "입구가 어떤지는 몰라요. 하지만 휠체어로 다닐 수 있는 곳이라고 해요.",
            "입구가 어떤지는 몰라요. 하지만 휠체어로 다닐 수 없는 곳이라고 해요.",
            "휠체어로 들어갈 수 있는지 아직 몰라요.",
        ),
        "get_round": (
            "네. 안에서 휠체어로 다닐 수 있어요.",
            "아니요. 안에 휠체어로 갈 수 없는 곳이 있어요.",
            "안에서 휠체어로 다닐 수 있는지 아직 몰라요.",
        ),
        "toilet": (
            "여기에 휠체어로 쓰는 화장실이 있어요.",
            "여기에는 휠체어로 쓰는 화장실이 없어요.",
            "여기에 휠체어로 쓰는 화장실이 있는지 아직 몰라요.",
        ),
    },
    clauses={
        "get_in": (
            "휠체어로 들어갈 수 있어요.",
            "휠체어로 들어갈 수 없는 곳이 있어요.",
            "휠체어로 들어갈 수 있는지 아직 몰라요.",
        ),
        "get_round": (
            "안에서 다닐 수 있어요.",
            "안에 갈 수 없는 곳이 있어요.",
            "안에서 다닐 수 있는지 아직 몰라요.",
        ),
        "toilet": (
            "휠체어로 쓰는 화장실이 있어요.",
            "휠체어로 쓰는 화장실이 없어요.",
            "휠체어로 쓰는 화장실이 있는지 아직 몰라요.",
        ),
    },
    offers={
        "toilets": "화장실이에요.",
        "wifi": "돈을 안 내고 쓰는 와이파이가 있어요.",
        "chargers": "전동휠체어를 충전하는 곳이에요.",
        "centres": "휠체어로 타는 차를 부르는 곳이에요.",
        "courses": "휠체어로 가는 길의 한 곳이에요.",
        "stops": "버스 정류장이에요.",
    },
    described="이곳을 알려 주는 글이 아래에 있어요.",
    not_described="어떤 곳인지 아무도 알려 주지 않았어요.",
    no_road_view="이곳의 거리 사진은 아직 없어요.",
    road_view="50m 안에서 찍은 거리 사진이 있어요.",
    road_view_picture="{distance} 떨어진 곳에서 {day}에 찍은 거리 사진",
    picture="사진 보기: {source}에서 줬어요. 다른 누리집으로 가요.",
    clauses_joined=" ",
)
