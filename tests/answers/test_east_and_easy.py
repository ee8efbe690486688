"""Chinese, Japanese and easy Korean say it as a person would."""

import pytest

from modugil.answers.telling.sentences import get_phrasebook
from modugil.core.geo import LatLon
from modugil.routing.journey import BarrierFound, BarrierKind


@pytest.mark.parametrize(
    ("line", "vehicle", "chinese", "japanese", "easy"),
    [
        ("365", "bus", "365路公交车", "365番バス", "365번 버스"),
        ("281-1", "bus", "281-1路公交车", "281-1番バス", "281-1번 버스"),
        ("急行", "bus", "急行公交车", "急行バス", "急行 버스"),
        ("旅游巴士", "bus", "旅游巴士", "旅游巴士バス", "旅游巴士 버스"),
        ("循環バス", "bus", "循環バス公交车", "循環バス", "循環バス 버스"),
        ("2", "subway", "地铁2号线", "2番地下鉄", "2번 열차"),
        ("7", "ferry", "7号渡轮", "7番フェリー", "7번 배"),
        ("X", "other", "X", "X", "X"),
    ],
)
def test_lines_are_called_as_people_call_them(line, vehicle, chinese, japanese, easy):
    told = [get_phrasebook(one).line(line, vehicle=vehicle) for one in ("zh", "ja", "ko-easy")]
    assert told == [chinese, japanese, easy]


@pytest.mark.parametrize(
    ("headsign", "chinese", "japanese", "easy"),
    [
        ("", "请在A乘坐B，", "AからBに乗り、", "A에서 B를 타세요. 3번째"),
        ("항구 방면", "乘坐开往항구方向的B，", "항구方面のBに乗り、", "항구 방면으로 가는 차예요."),
        ("항구행", "乘坐开往항구행方向的B，", "항구행方面のBに乗り、", " 항구행 차예요."),
        ("항구", "乘坐开往항구方向的B，", "항구方面のBに乗り、", "항구 쪽으로 가는 차예요."),
        ("港行き", "乘坐开往港行き方向的B，", "から港行きのBに", "港行き 쪽으로 가는 차예요."),
        ("机场方向", "乘坐开往机场方向的B，", "机场方向方面の", "机场方向 쪽으로 가는 차예요."),
    ],
)
def test_a_ride_goes_towards_what_it_shows(headsign, chinese, japanese, easy):
    told = {
        one: get_phrasebook(one).ride("B", headsign=headsign, start="A", end="부두", stops=3)
        for one in ("zh", "ja", "ko-easy")
    }
    assert chinese in told["zh"] and told["zh"].endswith("坐3站，在부두下车。")
    assert japanese in told["ja"] and told["ja"].endswith("3番目の停留所の부두で降りてください。")
    assert easy in told["ko-easy"]
    assert told["ko-easy"].endswith("3번째 정류장에서 내리세요. 내릴 곳은 부두예요.")


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("00:05", "밤 12시 5분"),
        ("09:00", "오전 9시"),
        ("12:00", "오후 12시"),
        ("23:59", "오후 11시 59분"),
        ("11월 24일 13:05", "11월 24일 오후 1시 5분"),
    ],
)
def test_easy_korean_says_the_hour_as_people_do(time, said):
    book = get_phrasebook("ko-easy")
    told = book.summary(times=(time, "23:00"), minutes=9, lines=["7번 배", "B"], unverified_m=40)
    assert told == (
        f"{said}에 출발해요. 오후 11시에 도착해요. 9분 걸려요. 7번 배, B를 차례로 타요. "
        "아직 모르는 길이 40미터 있어요."
    )


def test_late_and_why_not_in_the_other_languages():
    zh, ja, easy = (get_phrasebook(one) for one in ("zh", "ja", "ko-easy"))
    kerb = BarrierFound(BarrierKind.KERB, 0, -1, 0.15, 0.03, LatLon(33.5, 126.5), None)
    assert zh.delay(125) == "比预定时间晚2分钟。"
    assert ja.delay(-125) == "予定より2分早く運行しています。"
    assert easy.delay(125) == "원래보다 2분 늦어요."
    assert zh.why_not(kerb, saved_s=380, others=2) == (
        "另有一条路可快6分钟，但因为有路缘石（15厘米，您的上限为3厘米）等3处障碍，没有采用。"
    )
    assert ja.why_not(kerb, saved_s=30) == (
        "30秒早い道もありますが、段差（15 cm、条件は3 cm以下）があるため除外しました。"
    )
    assert easy.why_not(kerb, saved_s=380) == (
        "6분 더 빠른 길이 있어요. 그 길에는 턱(15 cm, 3 cm까지 갈 수 있어요)이 있어요. "
        "그래서 그 길은 뺐어요."
    )
