"""The door through a real broker, which then takes the listener's place, and the public feed."""

import asyncio
from collections.abc import Sequence

from modugil.core.errors import CouldNotKeep, FixUnreadable, TooMany
from modugil.live.doors.broker_link import BrokerLink, BrokerSettings
from modugil.live.doors.counters import Refused
from modugil.live.doors.intake import Intake
from modugil.live.fix import Door, Fix
from modugil.live.formats.hfp_feed import HfpFeed, HfpPosition
from modugil.live.formats.read_message import WIFI, Addressed, address_message, read_message
from modugil.live.formats.wifi_report import SSID_LEVEL, read_wifi_report
from modugil.live.formats.wifi_report import TOPIC_START as WIFI_START
from modugil.live.terminals.credentials import Terminal
from modugil.live.terminals.topics import list_server_topics

_AGAIN_S = 0.5
_LOOK_S = 0.02
_OWN = f"/{SSID_LEVEL}"
"""So ends what we publish for access points ourselves."""
_NO_BLANK = "_"
"""NATS, which speaks MQTT 3.1.1 only, hangs up on a topic with a blank, as headsigns have them."""


class BrokerDoor:
    """Takes what terminals publish at the broker; it acknowledges to the broker when it is safe.

    Who may publish what is the broker's to check, with the lists that `modugil terminals export`
    writes. A vehicle without a credential that is alive is not listened to all the same.
    """

    def __init__(self, intake: Intake, settings: BrokerSettings) -> None:
        """Stand ready. Errors: SettingsInvalid without gmqtt."""
        self._intake = intake
        self._prefix = settings.prefix
        self._wifi = f"{self._prefix}{WIFI_START}"
        topics = list_server_topics(prefix=self._prefix)[0]
        self.link = BrokerLink(settings, topics=topics, take=self._take)
        self._terminals: dict[str, Terminal] = {}
        self._known: int | None = None
        self._taking = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until the event is set, in the loop of the intake; before that is stopped."""
        await self.link.run(stop)
        while self._taking:
            await asyncio.sleep(_LOOK_S)

    async def _take(self, topic: str, payload: bytes) -> None:
        """Come back when the message is safe, or when it is clear that it never will be taken."""
        self._taking += 1
        try:
            await self._take_in(topic, payload)
        finally:
            self._taking -= 1

    async def _take_in(self, topic: str, payload: bytes) -> None:
        intake, now_ms = self._intake, self._intake.now_ms()
        if topic.startswith(self._wifi) and topic.endswith(_OWN):
            return
        try:
            addressed = address_message(topic.removeprefix(self._prefix))
            terminal = self._find_terminal(addressed.vehicle)
            if terminal is None:
                intake.count_refusal(Refused.CREDENTIAL)
                return
            fixes = self._read(addressed, terminal, payload, now_ms)
        except FixUnreadable:
            intake.count_refusal(Refused.UNREADABLE)
            return
        except TooMany:
            return
        await self._keep(terminal, fixes)

    def _read(
        self, addressed: Addressed, terminal: Terminal, payload: bytes, now_ms: int
    ) -> list[Fix]:
        """The fixes of the message; none if it tells of Wi-Fi, which is taken at once."""
        if addressed.form != WIFI:
            return read_message(addressed, payload, received_ms=now_ms, door=Door.BROKER)
        told = read_wifi_report(payload, access_point=addressed.access_point, received_ms=now_ms)
        self._intake.wifi.take(terminal, [told], now_ms=now_ms)
        return []

    async def _keep(self, terminal: Terminal, fixes: list[Fix]) -> None:
        """Come back when they are safe, or when nothing can be acknowledged any more."""
        intake = self._intake
        while True:
            try:
                receipt = intake.offer(terminal, fixes, now_ms=intake.now_ms())
                fixes = []  # they wait in the journal now; only the receipt is still to come
                await asyncio.shield(receipt)
                return
            except TooMany:
                # a sender above its rate is not waited for: others come by the same connection
                if not intake.crowded:
                    return
            except CouldNotKeep:
                # the broker keeps it: nothing is acknowledged as long as this goes on
                if not self.link.connected:
                    return
            await asyncio.sleep(_AGAIN_S)

    def _find_terminal(self, vehicle: str) -> Terminal | None:
        registry = self._intake.terminals
        if self._known != registry.generation:
            self._known = registry.generation
            self._terminals = {one: Terminal(one, one) for one in registry.list_vehicles()}
        return self._terminals.get(vehicle)


class HfpPublisher:
    """Publishes the newest position of each vehicle to `/hfp/v2/…` of a broker, once a tick."""

    def __init__(self, link: BrokerLink) -> None:
        """By that link; where it is not connected nothing is kept for later."""
        self._link = link
        self._feed = HfpFeed()
        self._waiting = False
        self.published = 0
        """Messages so far."""

    def publish(self, positions: Sequence[HfpPosition]) -> None:
        """Publish those that are new; from any thread, and it does not wait.

        A tick that comes while the last one is not sent yet is left out: the next has newer ones.
        """
        loop = self._link.loop
        if loop is None or self._waiting or not self._link.connected:
            return
        self._waiting = True
        loop.call_soon_threadsafe(self._publish, positions)

    def _publish(self, positions: Sequence[HfpPosition]) -> None:
        self._waiting = False
        blank = " " if self._link.speaks_mqtt_5 else _NO_BLANK
        vehicles = {one.vehicle for one in positions}
        self._feed.keep_only(vehicles.__contains__)
        for position in positions:
            message = self._feed.build(position)
            if message is not None:
                topic, payload = message
                self.published += self._link.publish(topic.replace(" ", blank), payload)
