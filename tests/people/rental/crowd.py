"""Many who ask at once for the last receiver: threads, and processes of their own.

`python crowd.py DATABASE CODES…` waits for a line on its input, asks with each
of the codes in a thread of its own, and prints what each was told.
"""

import sys
import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from modugil.core.errors import ModugilError
from modugil.people.rental.book import RentalBook
from modugil.people.rental.days import Days
from modugil.people.rental.records import Wish
from modugil.people.rental.steps import Kind
from modugil.people.tasks import TaskBook
from modugil.store.database import open_database

MORNING = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
WISH = Wish("airport", Kind.RECEIVER, Days(MONDAY, MONDAY), "바람")


def ask_at_once(book: RentalBook, codes: Sequence[str]) -> list[str]:
    """What each was told who asked at the same moment: `reserved`, or why not."""
    begin, told = threading.Barrier(len(codes)), [""] * len(codes)

    def ask(number: int) -> None:
        begin.wait()
        try:
            told[number] = str(book.ask(WISH, now=MORNING, code=codes[number])[1].state)
        except ModugilError as refused:
            told[number] = refused.code

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(codes))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return told


def main(where: str, *codes: str) -> None:
    """Ask when told so."""
    engine = open_database(where if "://" in where else Path(where))
    book = RentalBook(engine, zone=ZoneInfo("Asia/Seoul"), tasks=TaskBook(engine))
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    print(*ask_at_once(book, codes), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
