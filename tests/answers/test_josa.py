import pytest

from modugil.answers.telling.sentences.josa import add_josa


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("보도", "을/를", "보도를"),
        ("중앙로터리", "을/를", "중앙로터리를"),
        ("일주동로", "을/를", "일주동로를"),
        ("광장", "을/를", "광장을"),
        ("서울", "으로/로", "서울로"),
        ("공항", "으로/로", "공항으로"),
        ("제주", "으로/로", "제주로"),
        ("365번", "으로/로", "365번으로"),
        ("101", "으로/로", "101로"),
        ("3", "이/가", "3이"),
        ("2", "이/가", "2가"),
        ("정문(동)", "이/가", "정문(동)이"),
        ("턱(15 cm, 조건은 3 cm 이하)", "이/가", "턱(15 cm, 조건은 3 cm 이하)이"),
        ("버스 타는 곳(서쪽)", "이에요/예요", "버스 타는 곳(서쪽)이에요"),
        ("부두", "이에요/예요", "부두예요"),
        ("Market", "을/를", "Market를"),
        ("Center", "을/를", "Center를"),
        ("Town", "을/를", "Town을"),
    ],
)
def test_the_particle_fits_the_last_sound(word, pair, expected):
    assert add_josa(word, pair) == expected
