import re
from pathlib import Path
from string import Formatter

import pytest

from modugil.answers.desk import SPOKEN
from modugil.core.language import Language
from modugil.pages import catalogue
from modugil.pages.catalogue import FALLS_BACK, Words, get_words, read_texts
from modugil.pages.console.script_words import console_script_words
from modugil.pages.measures import clock_time, say_day, say_duration, say_length, say_number
from modugil.pages.plan_view import script_words

PAGES = Path(catalogue.__file__).parent
KO, EN = get_words("ko"), get_words("en")
OWN = [language for language in SPOKEN if language not in FALLS_BACK]
SAME_IN_KOREAN = {"site.api"}
"""Words that Korean writes in Latin letters; so it does with units."""
HANGUL = re.compile("[가-힣]")
HANGUL_OR_HAN = re.compile("[가-힣一-鿿]")
KANA = re.compile("[ぁ-ヿ]")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def texts_of(words: Words) -> dict[str, str]:
    """Every text of a language, those it falls back on among them."""
    parts = {key.partition(".")[0] for key in read_texts("ko")}
    return {f"{part}.{key}": text for part in parts for key, text in words.section(part).items()}


def count_sections(language: Language) -> list[str]:
    """The headings of sections in all catalogues of a language."""
    files = sorted((PAGES / "words").glob(f"*{language}.toml"))
    return [
        one for file in files for one in re.findall(r"(?m)^\[([\w-]+)\]", file.read_text("utf-8"))
    ]


@pytest.mark.parametrize("language", OWN)
def test_no_section_of_words_stands_in_two_files(language):
    parts = count_sections(language)
    assert len(parts) == len(set(parts)) > 30


@pytest.mark.parametrize("language", OWN)
def test_every_language_of_the_pages_has_the_same_words_with_the_same_gaps(language):
    korean, texts = read_texts("ko"), read_texts(language)
    assert len(korean) > 800
    assert set(korean) ^ set(texts) == set()
    assert [key for key in korean if gaps(korean[key]) != gaps(texts[key])] == []
    assert [key for key in texts if not texts[key].strip()] == []


@pytest.mark.parametrize("language", FALLS_BACK)
def test_a_language_that_falls_back_says_only_what_differs_with_the_same_gaps(language):
    whole, own = read_texts(FALLS_BACK[language]), read_texts(language)
    assert own
    assert set(own) - set(whole) == set()
    assert [key for key in own if gaps(own[key]) != gaps(whole[key]) or not own[key].strip()] == []
    assert [key for key in own if own[key] == whole[key]] == []
    assert texts_of(get_words(language)) == whole | own


@pytest.mark.parametrize("language", [one for one in SPOKEN if one != "ko-easy"])
def test_words_are_written_in_the_letters_of_their_language(language):
    texts = read_texts(language)
    if language == "ko":
        plain = {key for key, text in texts.items() if not HANGUL.search(text)}
        units = {key for key in texts if key.startswith("unit.")}
        assert plain - units == SAME_IN_KOREAN
    else:
        assert [key for key, text in texts.items() if HANGUL.search(text)] == []
    if language != "ja":
        assert [key for key, text in texts.items() if KANA.search(text)] == []


def used_in(folder: Path, pattern: str, *, endings: tuple[str, ...]) -> set[str]:
    """The words named in the files of a folder: whole, or only how they begin."""
    files = [file for file in folder.rglob("*") if file.suffix in endings]
    return {
        key
        for file in files
        if "node_modules" not in file.parts
        for key in re.findall(pattern, file.read_text("utf-8"))
    }


def test_every_word_in_a_template_or_a_program_is_in_the_catalogue():
    known = set(read_texts("ko"))
    parts = "|".join(sorted({key.partition(".")[0] for key in known}))
    called = r'words(?:\.count)?\(\s*f?"([\w-]+\.[\w.-]*)'
    named = rf'"((?:{parts})\.[\w-]+)"(?= if | else |\)| ~|,)'
    used = used_in(PAGES, called, endings=(".html", ".py"))
    used |= used_in(PAGES / "templates", named, endings=(".html",))
    starts = {key[:n] for key in known for n in range(len(key))}
    assert len(used) > 300
    assert {key for key in used if key not in known and key not in starts} == set()
    whole = {key for key in used if not key.endswith((".", "_"))}
    assert {key for key in whole if not {key, f"{key}_other"} & known} == set()


def test_templates_and_scripts_have_no_words_of_their_own():
    files = [*(PAGES / "templates").rglob("*.html"), *(PAGES / "web/src").glob("*.ts")]
    assert len(files) > 60
    assert [file.name for file in files if HANGUL_OR_HAN.search(file.read_text("utf-8"))] == []


def test_every_word_in_a_script_is_sent_to_it():
    sent = {True: set(console_script_words(EN)), False: set(script_words(EN))}
    used = {
        (file.name.startswith("console"), key)
        for file in (PAGES / "web/src").glob("*.ts")
        for call in re.findall(r"word\(([^)]*)\)", file.read_text("utf-8"))
        for key in re.findall(r'"([a-z_]+\.[\w.]+)"', call)
    }
    assert len(used) > 25
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
