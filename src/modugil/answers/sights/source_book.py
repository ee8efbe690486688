"""Who says something on one page, numbered as they are first named."""

from collections.abc import Iterable, Sequence

from modugil.answers.sights.sentences.sight_phrases import SightPhrases
from modugil.answers.sights.sight_answer import ToldSource
from modugil.core.language import Language, pick_text
from modugil.core.source import Source
from modugil.places.place import STAFF, SaidBy


class SourceBook:
    """The sources of one page in one language."""

    def __init__(
        self, sources: Sequence[Source], *, language: Language, phrases: SightPhrases
    ) -> None:
        """Nobody is named yet."""
        self._sources = sources
        self._language = language
        self._phrases = phrases
        self._numbers: dict[tuple[int, str], int] = {}
        self._dates: dict[int, str] = {}
        self._counts: dict[int, int] = {}

    def take(self, said: Iterable[SaidBy]) -> list[int]:
        """The numbers of those who say it, each once, in their order."""
        numbers = []
        for one in said:
            number = self._numbers.setdefault(_key(one), len(self._numbers) + 1)
            self._dates[number] = max(self._dates.get(number, ""), one.as_of)
            self._counts[number] = self._counts.get(number, 0) + 1
            numbers.append(number)
        return list(dict.fromkeys(numbers))

    def meet(self, records: Iterable[SaidBy]) -> None:
        """These speak of the place too, be it only by its name and where it is."""
        for one in records:
            number = self._numbers.setdefault(_key(one), len(self._numbers) + 1)
            self._dates[number] = max(self._dates.get(number, ""), one.as_of)

    def take_again(self, said: Iterable[SaidBy]) -> list[int]:
        """The numbers of those who were named already, for what was told already."""
        return list(dict.fromkeys(self._numbers[_key(one)] for one in said))

    def name(self, source: int) -> str:
        """What a source is called."""
        found = self._find(source)
        if found is None:
            return self._phrases.sources.staff
        return pick_text(found.attribution, language=self._language, default=found.id)

    def count(self, number: int) -> int:
        """How many facts of the page it says."""
        return self._counts.get(number, 0)

    def list_sources(self) -> list[ToldSource]:
        """Everybody who was named."""
        return [self._tell(number, *key) for key, number in self._numbers.items()]

    def _tell(self, number: int, source: int, record: str) -> ToldSource:
        found = self._find(source)
        return ToldSource(
            number=number,
            name=self.name(source),
            licence=found.licence if found is not None else "",
            as_of=self._dates[number],
            record=record,
            sample=found.sample if found is not None else False,
        )

    def _find(self, source: int) -> Source | None:
        return self._sources[source] if source < len(self._sources) else None


def _key(one: SaidBy) -> tuple[int, str]:
    return one.source, "" if one.source == STAFF else one.record
