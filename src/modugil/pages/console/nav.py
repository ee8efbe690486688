"""The menu of the console."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One page: its key, which is also its word, and its address."""

    key: str
    address: str
    admin_only: bool = False


MENU: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (
        "group_now",
        (
            Item("overview", "/console"),
            Item("fleet", "/console/fleet"),
            Item("lines", "/console/lines"),
            Item("trips", "/console/trips"),
        ),
    ),
    ("group_tell", (Item("messages", "/console/messages"),)),
    (
        "group_look",
        (
            Item("driving", "/console/driving"),
            Item("accuracy", "/console/accuracy"),
            Item("playback", "/console/playback"),
            Item("wifi", "/console/wifi"),
        ),
    ),
    (
        "group_office",
        (
            Item("tasks", "/console/tasks"),
            Item("rental", "/console/rental"),
            Item("roadview", "/console/roadview"),
            Item("audit", "/console/audit", admin_only=True),
            Item("people", "/console/people", admin_only=True),
        ),
    ),
)
