"""What is said of a course, in each language."""

from collections.abc import Mapping

from modugil.answers.courses.sentences.chinese import CHINESE
from modugil.answers.courses.sentences.course_phrases import CoursePhrases
from modugil.answers.courses.sentences.easy_korean import EASY_KOREAN
from modugil.answers.courses.sentences.english import ENGLISH
from modugil.answers.courses.sentences.japanese import JAPANESE
from modugil.answers.courses.sentences.korean import KOREAN
from modugil.core.language import Language

PHRASES: Mapping[Language, CoursePhrases] = {
    "ko": KOREAN,
    "en": ENGLISH,
    "zh": CHINESE,
    "ja": JAPANESE,
    "ko-easy": EASY_KOREAN,
}
