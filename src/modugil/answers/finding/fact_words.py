"""The few facts by which one chooses a place, each in a few words of every language."""

from collections.abc import Iterable, Mapping

from modugil.core.language import Language
from modugil.places.finding.needs import RULES, NeedWord, is_there
from modugil.places.place import Place

MOST_FACTS = 6
_Words = tuple[str, str, str, str, str]
_COLUMNS: tuple[Language, ...] = ("ko", "en", "zh", "ja", "ko-easy")
# fmt: off
THERE_IS: Mapping[str, _Words] = {
    "wheelchair": ("휠체어 이용 가능", "wheelchair accessible", "轮椅可通行", "車いす利用可",
                   "휠체어로 갈 수 있어요"),
    "alone_accessible": ("휠체어로 혼자 이용 가능", "alone in a wheelchair", "可独自乘轮椅游览",
                         "車いすで一人でも利用可", "휠체어로 혼자 다닐 수 있어요"),
    "step_free_approach": ("입구까지 단차 없음", "step-free way to the entrance", "到入口无台阶",
                           "入口まで段差なし", "입구까지 턱이 없어요"),
    "step_free_entrance": ("입구에 단차 없음", "step-free entrance", "入口无台阶", "入口に段差なし",
                           "입구에 턱이 없어요"),
    "step_free_inside": ("안에 단차 없음", "step-free inside", "内部无台阶", "中に段差なし",
                         "안에 턱이 없어요"),
    "accessible_toilet": ("장애인 화장실", "accessible toilet", "无障碍卫生间",
                          "バリアフリートイレ", "휠체어로 쓰는 화장실이 있어요"),
    "emergency_bell": ("비상벨", "emergency bell", "紧急呼叫铃", "非常ベル",
                       "도움을 부르는 벨이 있어요"),
    "changing_table_adult": ("성인용 기저귀 교환대", "adult changing bench", "成人护理台",
                             "大人用介助ベッド", "어른이 누워서 기저귀를 갈 수 있어요"),
    "changing_table": ("기저귀 교환대", "baby changing table", "婴儿护理台", "おむつ交換台",
                       "아기 기저귀를 갈 수 있어요"),
    "unisex": ("남녀 공용", "for all genders", "男女共用", "男女共用", "남자와 여자가 같이 써요"),
    "accessible_parking": ("장애인 주차구역", "accessible parking", "无障碍停车位",
                           "障害者用駐車場", "장애인 차를 세울 수 있어요"),
    "elevator": ("엘리베이터", "elevator", "电梯", "エレベーター", "엘리베이터가 있어요"),
    "rental_wheelchair": ("휠체어 대여", "wheelchairs to borrow", "可借用轮椅", "車いすの貸し出し",
                          "휠체어를 빌려줘요"),
    "rental_power_wheelchair": ("전동휠체어 대여", "powered wheelchairs to borrow",
                                "可借用电动轮椅", "電動車いすの貸し出し", "전동휠체어를 빌려줘요"),
    "sight_friendly": ("시각장애인 이용 편의", "easy with low vision or blindness",
                       "视障者使用方便", "視覚障害者に配慮", "눈이 잘 안 보여도 다니기 쉬워요"),
    "tactile_paving": ("점자블록", "tactile paving", "盲道", "点字ブロック",
                       "바닥에 점자블록이 있어요"),
    "braille_guide": ("점자 안내", "information in braille", "盲文说明", "点字の案内",
                      "점자로 알려 줘요"),
    "audio_guide": ("음성 안내", "audio guide", "语音导览", "音声案内", "소리로 알려 줘요"),
    "guide_person": ("안내요원", "guide in person", "引导员", "案内係", "안내하는 사람이 있어요"),
    "guidance_system": ("시각장애인 유도장치", "guidance system", "视障引导设备", "誘導設備",
                        "소리로 길을 알려 주는 기계가 있어요"),
    "large_print": ("큰 글자 안내", "information in large print", "大字说明", "大きな文字の案内",
                    "큰 글자로 알려 줘요"),
    "guide_dog": ("안내견 동반 가능", "guide dogs welcome", "可带导盲犬", "盲導犬同伴可",
                  "안내견과 함께 갈 수 있어요"),
    "hearing_friendly": ("청각장애인 이용 편의", "easy if hard of hearing or deaf",
                         "听障者使用方便", "聴覚障害者に配慮", "귀가 잘 안 들려도 다니기 쉬워요"),
    "sign_language": ("수어 안내", "sign language", "手语讲解", "手話案内", "수어로 알려 줘요"),
    "video_captions": ("영상 자막", "captions", "视频字幕", "字幕付きの映像",
                       "영상에 글자가 나와요"),
    "hearing_room": ("청각장애인 객실", "room for deaf guests", "听障者客房", "聴覚障害者用客室",
                     "잘 안 들리는 사람이 쓰는 방이 있어요"),
    "nursing_room": ("수유실", "nursing room", "母婴室", "授乳室",
                     "아기에게 젖을 먹이는 방이 있어요"),
    "rental_stroller": ("유아차 대여", "strollers to borrow", "可借用婴儿车",
                        "ベビーカーの貸し出し", "유아차를 빌려줘요"),
    "baby_chair": ("유아용 의자", "baby chair", "儿童座椅", "子ども用いす", "아기 의자가 있어요"),
    "ramp_vehicles": ("경사로 차량", "vehicles with a ramp", "带坡道的车", "スロープ付きの車",
                      "휠체어째 타는 차가 있어요"),
    "lift_vehicles": ("리프트 차량", "vehicles with a lift", "带升降机的车", "リフト付きの車",
                      "휠체어를 올려 주는 차가 있어요"),
    "air_pump": ("공기 주입기", "air pump", "轮胎充气泵", "空気入れ",
                 "바퀴에 바람을 넣을 수 있어요"),
    "phone_charging": ("휴대전화 충전", "phone charging", "手机充电", "携帯電話の充電",
                       "휴대전화를 충전할 수 있어요"),
}
# fmt: on
"""In the order in which they are told; languages as `_COLUMNS` has them."""


def tell_facts(
    place: Place, *, needs: Iterable[NeedWord], has: Iterable[str], language: Language
) -> list[str]:
    """What there is at the place, what was asked for first; at most MOST_FACTS."""
    column = _COLUMNS.index(language)
    asked = [*has, *(key for need in needs for key in _list_keys(need))]
    order = [key for key in dict.fromkeys((*asked, *THERE_IS)) if key in THERE_IS]
    there = [key for key in order if _is_there(place, key)]
    return [THERE_IS[key][column] for key in there[:MOST_FACTS]]


def _list_keys(need: NeedWord) -> list[str]:
    return [key for line in RULES[need].yes for key, _ in line.facts]


def _is_there(place: Place, key: str) -> bool:
    fact = place.facts.get(key)
    return fact is not None and not fact.disputed and is_there(key, fact.value)
