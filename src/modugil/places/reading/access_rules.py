"""Which Korean words name which fact of access: one table for every source of free text.

A rule of THINGS says that a thing exists (`장애인 화장실 있음`); a rule of WAYS that one gets
through without a step (`출입구까지 턱이 없어 휠체어 접근 가능함`). Both need their thing named:
`있음` or `대여가능` alone says nothing of what.
"""

import re
from typing import NamedTuple


class Rule(NamedTuple):
    """Words that name the fact `key`."""

    key: str
    words: re.Pattern[str]


_PERSON = r"장애인\s*이?\s*(?:전용|용|이용|이용\s*가능한?|이용할\s*수\s*있는)?\s*"
_CHAIR = r"(?:휠체어|휄체어|흴체어)"
_NOT_POWERED = rf"(?<!전동)(?<!전동\s)(?<!자동){_CHAIR}"
_POWERED = rf"(?:전동|자동)\s*{_CHAIR}"

THINGS: tuple[Rule, ...] = tuple(
    Rule(key, re.compile(words))
    for key, words in (
        ("accessible_parking", rf"{_PERSON}주차(?!\s*요금)"),
        ("low_floor_bus", r"저상\s*버스"),
        ("accessible_ticket_office", rf"{_PERSON}매표소"),
        ("elevator", r"엘리베이터|승강기(?!\s*설치)"),
        ("rental_wheelchair", rf"{_NOT_POWERED}[^,.\n]{{0,10}}(?:대여|비치)"),
        ("rental_power_wheelchair", rf"{_POWERED}[^,.\n]{{0,10}}(?:대여|비치)"),
        ("accessible_room", rf"{_PERSON}객실"),
        ("accessible_seats", rf"{_PERSON}(?:관람석|관람\s*좌석|좌석)|{_CHAIR}\s*(?:관람석|좌석)"),
        ("accessible_seating", r"의자식\s*테이블|입식[^,.\n]{0,8}테이블"),
        ("accessible_toilet", rf"{_PERSON}화장실"),
        ("tactile_paving", r"점자\s*(?:블[록럭]|유도로)"),
        ("guide_dog", r"(?:보조견|안내견)"),
        ("guide_person", r"안내\s*요원|해설[사자]|해설\s*서비스"),
        ("audio_guide", r"음성\s*안내|오디오\s*(?:가이드|음성|안내)"),
        ("large_print", r"큰\s*(?:활자|글씨|글자)|확대\s*(?:활자|글자|문자)"),
        ("braille_guide", r"점자\s*(?:안내|표지판|홍보물|책자|가이드|메뉴|리플[릿렛]|브로[슈셔])"),
        ("guidance_system", r"유도\s*안내\s*설비|(?:음향|음성)\s*(?:유도기|신호기)"),
        ("sign_language", r"수[화어]\s*(?:안내|통역|해설|동영상|영상|서비스|가능)"),
        ("video_captions", r"자막"),
        ("hearing_room", r"청각\s*장애인[^,.\n]{0,6}객실"),
        ("rental_stroller", r"유모차[^,.\n]{0,10}(?:대여|비치)"),
        ("nursing_room", r"수유실|수유\s*공간"),
        ("baby_chair", r"(?:유아|아기|어린이)용?\s*(?:보조\s*)?의자"),
        ("changing_table", r"[기귀]저귀\s*교환대"),
    )
)
"""What exists; a yes needs a word such as 있음 or 가능 beside it."""

WAYS: tuple[Rule, ...] = tuple(
    Rule(key, re.compile(words))
    for key, words in (
        (
            "step_free_approach",
            r"(?:입구|입구쪽|건물|전시[실관]|해변가?|해안가)\s*까지|진입로|접근로",
        ),
        (
            "step_free_entrance",
            r"(?:주\s*출입구|출입구|출입문|출입통로|입구|현관)(?!\s*(?:까지|쪽|에서))|출입\s*가능|진입\s*가능",
        ),
        ("step_free_inside", r"실내|내부|관람\s*동선"),
    )
)
"""Ways through; the first that fits counts."""

COUNTED: dict[str, str] = {
    "accessible_parking": "accessible_parking_count",
    "rental_wheelchair": "rental_wheelchair_count",
    "rental_stroller": "rental_stroller_count",
}
"""Where a sentence that says yes may also say how many."""

FIELDS: dict[str, str] = {
    "parking": "accessible_parking",
    "publictransport": "low_floor_bus",
    "route": "step_free_approach",
    "ticketoffice": "accessible_ticket_office",
    "wheelchair": "rental_wheelchair",
    "exit": "step_free_entrance",
    "elevator": "elevator",
    "restroom": "accessible_toilet",
    "auditorium": "accessible_seats",
    "room": "accessible_room",
    "braileblock": "tactile_paving",
    "helpdog": "guide_dog",
    "guidehuman": "guide_person",
    "audioguide": "audio_guide",
    "bigprint": "large_print",
    "brailepromotion": "braille_guide",
    "guidesystem": "guidance_system",
    "signguide": "sign_language",
    "videoguide": "video_captions",
    "hearingroom": "hearing_room",
    "stroller": "rental_stroller",
    "lactationroom": "nursing_room",
    "babysparechair": "baby_chair",
}
"""What a field of detailWithTour2 is about: there `있음` or `대여가능` alone does say of what."""

NEEDS_ITS_NAME = ("publictransport",)
"""Fields that speak of more than their fact: a bus stop nearby is no bus with a low floor."""
