"""Ways through stations along pathways.txt."""

from dataclasses import dataclass

from modugil.routing.transit.lanes import F32, I32


@dataclass(frozen=True, slots=True, eq=False)
class StationLinks:
    """Ways between platforms, boarding areas and entrances of stations, for one person's needs.

    Shapes:  CSR by from-stop: `start` int32[s + 1]; up to two rows a pair (quickest and verified).
             `path_start` int32[rows + 1] into `path`: rows of the timetable's pathways in order.
    """

    start: I32
    to_stop: I32
    time_s: F32
    length_m: F32
    unverified_m: F32
    path_start: I32
    path: I32

    def pathways_of(self, link: int) -> tuple[int, ...]:
        """The rows of the pathways that this way leads along."""
        return tuple(self.path[self.path_start[link] : self.path_start[link + 1]].tolist())
