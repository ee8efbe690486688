"""Korean particles that depend on the sound a word ends in: 을/를, 이/가, 은/는, 으로/로, 과/와."""

import re

_CLOSED_DIGITS = {"0": "ㅇ", "1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}
_LETTER_BATCHIM = {"l": "ㄹ", "m": "ㅁ", "n": "ㄴ"}
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")


def final_sound(word: str) -> str:
    """The final consonant of a word as it is read: "" for a vowel, "ㄹ", or another consonant.

    Digits are read in Sino-Korean, Latin letters by their Korean names; brackets with what
    stands in them and signs at the end are not read.
    """
    for mark in reversed(_BRACKET.sub("", word) or word):
        if "가" <= mark <= "힣":
            index = (ord(mark) - ord("가")) % 28
            return "" if index == 0 else "ㄹ" if index == 8 else "ㄱ"
        if mark.isdigit():
            return _CLOSED_DIGITS.get(mark, "")
        if mark.isascii() and mark.isalpha():
            return _LETTER_BATCHIM.get(mark.lower(), "")
    return ""


def add_josa(word: str, pair: str) -> str:
    """The word with the particle that fits, from a pair written like "을/를" or "으로/로"."""
    closed, opened = pair.split("/")
    sound = final_sound(word)
    if pair == "으로/로" and sound == "ㄹ":
        return word + opened
    return word + (closed if sound else opened)
