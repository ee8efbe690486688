import re
from pathlib import Path
from string import Formatter

import pytest

from modugil.answers.desk import SPOKEN
from modugil.pages import catalogue
from modugil.pages.catalogue import get_words
from modugil.pages.measures import clock_time, say_day, say_duration, say_length, say_number

PAGES = Path(catalogue.__file__).parent
KO, EN = get_words("ko"), get_words("en")
FILES = ("", "console.")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def all_texts(words) -> dict[str, str]:
    return {f"{part}.{key}": text for part in parts() for key, text in words.section(part).items()}


def parts() -> list[str]:
    return [name for file in FILES for name in sections(PAGES / f"words/{file}ko.toml")]


def sections(file: Path) -> list[str]:
    return re.findall(r"^\[(\w+)\]$", file.read_text("utf-8"), re.M)


def test_no_section_of_words_stands_in_two_files():
    assert len(parts()) == len(set(parts())) > 30


def test_every_language_of_the_pages_has_the_same_words_with_the_same_gaps():
    texts = {language: all_texts(get_words(language)) for language in SPOKEN}
    assert set(texts["ko"]) == set(texts["en"])
    assert len(texts["ko"]) > 150
    assert [key for key in texts["ko"] if gaps(texts["ko"][key]) != gaps(texts["en"][key])] == []
    assert [key for text in texts.values() for key in text if not text[key].strip()] == []


def test_korean_words_are_korean_and_english_ones_are_not():
    units = {key for key in all_texts(KO) if key.startswith("unit.")} | {
        "site.api",
        "site.other_language",
    }
    hangul = re.compile("[가-힣]")
    latin_only = [k for k, text in all_texts(KO).items() if not hangul.search(text)]
    assert set(latin_only) - units == {"site.other_language"} - units
    assert {k for k, text in all_texts(EN).items() if hangul.search(text)} == {
        "site.other_language"
    }


def test_every_word_in_a_template_is_in_the_catalogue():
    used = {
        key
        for file in (PAGES / "templates").rglob("*.html")
        for key in re.findall(r'words\("([\w.-]+)"[,)]', file.read_text("utf-8"))
    }
    known = set(all_texts(EN))
    assert len(used) > 80
    assert used - known == set()


def test_every_word_in_a_script_is_sent_to_it():
    from modugil.pages.console.script_words import console_script_words
    from modugil.pages.plan_view import script_words

    sent = {True: set(console_script_words(EN)), False: set(script_words(EN))}
    used = {
        (file.name.startswith("console"), key)
        for file in (PAGES / "web/src").glob("*.ts")
        for key in re.findall(r'word\("([\w.]+)"', file.read_text("utf-8"))
    }
    assert len(used) > 10
    assert [key for of_console, key in used if key not in sent[of_console]] == []


@pytest.mark.parametrize(
    "seconds, ko, en",
    [(20, "1분", "1 min"), (3600, "1시간", "1 h"), (5400, "1시간 30분", "1 h 30 min")],
)
def test_a_duration_is_said_as_people_say_it(seconds, ko, en):
    assert (say_duration(KO, seconds), say_duration(EN, seconds)) == (ko, en)


@pytest.mark.parametrize(
    "metres, said", [(3.4, "3 m"), (94, "94 m"), (184, "180 m"), (994, "990 m"), (1234, "1.2 km")]
)
def test_a_length_is_rounded_to_what_it_can_be_trusted_for(metres, said):
    assert say_length(metres) == said


def test_times_and_numbers_are_short():
    assert clock_time("2026-11-23T08:05:30+09:00") == "08:05"
    assert [say_number(value) for value in (6.0, 0.5, 1.25)] == ["6", "0.5", "1.25"]
    assert say_day(EN, "2026-11-24T00:10", first="2026-11-23T23:50") == "next day"
    assert say_day(EN, "2026-11-23T23:59", first="2026-11-23T23:50") == ""
    assert say_day(KO, "2026-11-25T00:10", first="2026-11-23T23:50") == "2일 뒤"


def test_one_way_and_two_ways_are_said_apart():
    assert EN.count("result.found", 1) == "1 way found."
    assert EN.count("result.found", 2) == "2 ways found."
    assert EN.count("result.changes", 0) == "no change"
