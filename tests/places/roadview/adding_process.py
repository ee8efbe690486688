"""A program that adds photos, to be killed: it says when it is at one of them, and waits there.

Arguments: the database, the folder of pictures, the folder of photos, at the how manieth it waits
(0: never), and how many bytes the longest file may have (0: as the system says).
"""

import resource
import sys
from importlib import import_module
from pathlib import Path

from modugil.core.errors import ModugilError
from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.settings import RoadViewSettings
from modugil.store.database import open_database

DRAWN = import_module("drawn")
"""It stands beside this program."""


class Waiting:
    """Finds marks; says when it is at that photo, and goes on once it is told to."""

    def __init__(self, waits_at: int) -> None:
        self._left = waits_at
        self._looks = DRAWN.MarkDetector()
        self.name = self._looks.name

    def find(self, pixels, *, whole_sphere):
        self._left -= 1
        if self._left == 0:
            say("waits")
            sys.stdin.readline()
        return self._looks.find(pixels, whole_sphere=whole_sphere)


def say(line: str) -> None:
    """Tell it to whoever started this."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(database: str, folder: str, photos: str, waits_at: str, longest: str) -> None:
    """Stage the photos as an upload does, and add them; the last line says what became of them."""
    engine = open_database(Path(database))
    settings = RoadViewSettings(keep_originals="yes")
    looks = Waiting(int(waits_at))
    road = RoadView(engine, Path(folder), settings, zone=DRAWN.SEOUL, detector=looks)
    if int(longest):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(longest), resource.RLIM_INFINITY))
    try:
        with road.stage() as staged:
            for one in sorted(Path(photos).glob("*.jpg")):
                (staged / one.name).write_bytes(one.read_bytes())
            report = road.add(DRAWN.named(sorted(staged.glob("*.jpg"))), now=DRAWN.NOW)
        say(f"added {len(report.pictures)}")
    except ModugilError as fault:
        say(f"{type(fault).__name__} {fault}")


main(*sys.argv[1:])
