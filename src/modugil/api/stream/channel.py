"""One view of the fleet, tick after tick: what changed since any tick that is still remembered."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from modugil.answers.boards.scene import Scene
from modugil.api.stream.view import Lens

REMEMBERED = 240
"""Ticks: two minutes at two a second, for those who were cut off or cannot keep up."""
RETRY_MS = 3000


@dataclass(frozen=True, slots=True)
class Step:
    """What one tick changed in view: vehicles, with whether their facts did; and who left it."""

    before: int
    """The version it follows on."""
    news: Mapping[str, bool]
    gone: frozenset[str]


class Channel:
    """The events of one view, each made once however many read it."""

    def __init__(self, lens: Lens | None, *, epoch: str, speed: float) -> None:
        """See all without a lens; `epoch` is another after every start of the server."""
        self.idle_since_s: float | None = None
        """When the last reader left (monotonic seconds); None while there are any."""
        self.readers = 0
        self._lens = lens
        self._epoch = epoch
        self._speed = speed
        self._scene: Scene | None = None
        self._inside: frozenset[str] = frozenset()
        self._steps: deque[Step] = deque(maxlen=REMEMBERED)
        self._made: dict[int | None, bytes] = {}

    @property
    def version(self) -> int | None:
        """That of the newest scene."""
        return None if self._scene is None else self._scene.version

    def show(self, scene: Scene) -> None:
        """Take the newest scene, the one that follows on the last."""
        inside = self._lens.choose(scene) if self._lens is not None else frozenset(scene.drawn)
        if self._scene is not None:
            entered = inside - self._inside
            news = {name: facts for name, facts in scene.news.items() if name in inside}
            news |= dict.fromkeys(entered, True)
            self._steps.append(Step(self._scene.version, news, self._inside - inside))
        self._scene, self._inside = scene, inside
        self._made.clear()

    def tell(self, since: int | None) -> bytes:
        """All that changed since that version as one `change`, or else the whole as a `frame`."""
        event = self._made.get(since)
        if event is None:
            steps = self._steps_since(since)
            if steps is None and since is not None:
                return self.tell(None)  # all who need the whole share it, whatever they saw last
            event = self._made[since] = self._make(steps)
        return event

    def parse_id(self, last_event_id: str) -> int | None:
        """The version of the event that somebody saw last; None where it is not known any more."""
        epoch, _, version = last_event_id.partition("-")
        known = epoch == self._epoch and version.isascii() and version.isdigit()
        return int(version) if known and len(version) < 16 else None

    def _make(self, steps: list[Step] | None) -> bytes:
        scene = self._scene
        assert scene is not None
        if steps is None:
            drawn = scene.drawn
            return self._event("frame", [drawn[name].full for name in self._inside], ())
        news, gone = merge(steps)
        told = [
            scene.drawn[name].full if facts else scene.drawn[name].brief
            for name, facts in news.items()
        ]
        return self._event("change", told, sorted(gone))

    def _steps_since(self, since: int | None) -> list[Step] | None:
        steps = list(self._steps)
        for row, step in enumerate(steps):
            if step.before == since:
                return steps[row:]
        return None

    def _event(self, name: str, vehicles: list[bytes], gone: tuple[str, ...] | list[str]) -> bytes:
        scene = self._scene
        assert scene is not None
        head = {"version": scene.version, "now": scene.now_ms, "speed": self._speed}
        data = b'%s,"vehicles":[%s],"gone":%s}' % (
            msgspec.json.encode(head)[:-1],
            b",".join(vehicles),
            msgspec.json.encode(gone),
        )
        id = f"{self._epoch}-{scene.version}"
        return b"id: %s\nevent: %s\nretry: %d\ndata: %s\n\n" % (
            id.encode(),
            name.encode(),
            RETRY_MS,
            data,
        )


def merge(steps: list[Step]) -> tuple[dict[str, bool], set[str]]:
    """What all these steps together changed: who is new or other, and who is gone."""
    news: dict[str, bool] = {}
    gone: set[str] = set()
    for step in steps:
        for name in step.gone:
            news.pop(name, None)
            gone.add(name)
        for name, facts in step.news.items():
            news[name] = news.get(name, False) or facts
            gone.discard(name)
    return news, gone
