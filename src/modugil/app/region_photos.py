"""Photos that come with a region become pictures of its road view while the server answers."""

import logging
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from modugil.app.photos_turn import PhotosTurn
from modugil.core.clock import SystemClock
from modugil.core.errors import ModugilError
from modugil.core.source import Source
from modugil.places.roadview.progress import AddingStopped, Coming, Step
from modugil.places.roadview.road_view import RoadView

log = logging.getLogger(__name__)
WAITS_S = 1.0
"""So long the server answers before it begins."""
NICENESS = 15
"""Whoever asks for something goes first."""
ASKS_AGAIN_S = 1.0
"""So often a server whose turn it is not asks for it, and reads how far the other one is."""


class RegionPhotos:
    """Adds what is not known yet, in a thread of its own; each file once, whoever starts again.

    They go the way of all photos: nothing is public before faces and plates were looked for.
    Where several servers share the pictures, one of them adds; the others tell how far it is, and
    one of them goes on should it end before it is done.
    """

    def __init__(
        self, road: RoadView, folder: Path, sources: Sequence[Source], *, waits_s: float = WAITS_S
    ) -> None:
        """Stand ready; `folder` is the part of the region, with one folder for each source."""
        self._road = road
        self._folder = folder
        self._sources = sources
        self._waits_s = waits_s
        self.say: Callable[[str], None] = log.info
        """Tells whoever started the server what is being added and what was."""
        self._turn = PhotosTurn(road.folder)
        self._begun: datetime | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="region-photos", daemon=True)

    def start(self) -> None:
        """Begin soon."""
        self._thread.start()

    def stop(self) -> None:
        """Come back when nothing is worked on; what is not whole then is begun again next time.

        Nobody else adds photos to these pictures either, from then on.
        """
        self._stopped.set()
        self._road.stop_adding()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        if self._stopped.wait(self._waits_s):
            return
        _stand_back()
        try:
            while not self._add_in_turn():
                self._road.coming = self._turn.read()
                if self._stopped.wait(ASKS_AGAIN_S):
                    return
        except AddingStopped:
            if self._begun is not None:
                self.say("Street pictures that were not done are added at the next start.")
        except ModugilError as fault:
            log.warning("The photos that come with the region are not shown. %s", fault)
        except Exception:
            log.exception("the photos that come with the region could not be added")
        finally:
            self._road.coming = None

    def _add_in_turn(self) -> bool:
        """Whether it was our turn, and all is added."""
        with self._turn.take() as ours:
            if ours:
                self._road.coming = None
                self._add_all()
        return ours

    def _add_all(self) -> None:
        for row, source in enumerate(self._sources):
            files = sorted((self._folder / str(row)).glob("*"))
            if files:
                self._add(source, files)

    def _add(self, source: Source, files: Sequence[Path]) -> None:
        self._begun = None
        report = self._road.add(
            [(one, one.name) for one in files],
            now=SystemClock().now(),
            producer=source.attribution.get("en", "")
            or next(iter(source.attribution.values()), ""),
            licence=source.licence,
            progress=self._tell,
        )
        self._road.coming = None
        self._turn.tell(None)
        if report.pictures:
            self.say(f"Street pictures of this region: {len(report.pictures)} more are shown now.")
        for one in report.refused:
            log.warning("A photo of the region is left out: %s: %s", one.file, one.message)

    def _tell(self, step: Step) -> None:
        if step.stage == "Reading":
            return
        now = SystemClock().now()
        if self._begun is None:
            self._begun = now
            self.say(
                f"Street pictures of this region: {step.total} are being added. Faces and number "
                "plates are looked for first, some seconds for each; /roadview tells how far it is."
            )
        spent_s = (now - self._begun).total_seconds()
        left_s = spent_s / step.done * (step.total - step.done) if step.done else None
        self._road.coming = Coming(step.done, step.total, left_s)
        self._turn.tell(self._road.coming)
        log.debug("photos of the region: %s, %d of %d", step.name, step.done, step.total)


def _stand_back() -> None:
    """This thread, and those that it starts, run when nobody else wants to."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
