"""What the live pages share: whether anything is simulated, and which data a script starts from."""

from modugil.answers.desk import Desk
from modugil.live.fix import FixQuality
from modugil.pages.catalogue import Words
from modugil.pages.measures import say_number


def say_simulated(words: Words, desk: Desk) -> str:
    """That the buses, the clock or both are not the world's own; "" where they are."""
    fleet = desk.fleet_simulated or _tells_simulated(desk)
    said = [words("live.simulated_fleet")] if fleet else []
    if desk.fleet_past:
        said.append(words("live.past_fleet"))
    if desk.clock_simulated and desk.clock_speed != 1.0:
        said.append(words("live.simulated_clock_fast", speed=say_number(desk.clock_speed)))
    elif desk.clock_simulated:
        said.append(words("live.simulated_clock"))
    return " ".join(said)


def _tells_simulated(desk: Desk) -> bool:
    """Whether the first vehicle heard of says that its positions are simulated."""
    vehicles = desk.live.get_current().list_vehicles() if desk.live is not None else ()
    return bool(vehicles) and vehicles[0].quality is FixQuality.SIMULATOR


def clock_data(desk: Desk) -> dict[str, float | int]:
    """How fast the clock runs, for a script that counts on."""
    return {"speed": desk.clock_speed}
