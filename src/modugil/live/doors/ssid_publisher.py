"""Tells access points over a broker what their networks should be called: `…/w/1/<it>/ssid`."""

from collections.abc import Mapping

from modugil.live.doors.broker_link import BrokerLink
from modugil.live.formats.wifi_report import SSID_LEVEL, TOPIC_START


class SsidPublisher:
    """Publishes each name once, retained, and all of them again after the broker was away."""

    def __init__(self, link: BrokerLink) -> None:
        """By that link, in its loop."""
        self._link = link
        self._told: dict[str, str] = {}
        self._connections = 0

    def publish(self, ssids: Mapping[str, str]) -> None:
        """What they should be called now, by access point; it does not wait."""
        link = self._link
        if link.connections != self._connections:
            # a broker that came back may have forgotten what it kept
            self._connections, self._told = link.connections, {}
        for access_point, ssid in ssids.items():
            if self._told.get(access_point) != ssid and self._tell(access_point, ssid):
                self._told[access_point] = ssid

    def _tell(self, access_point: str, ssid: str) -> bool:
        topic = f"{self._link.settings.prefix}{TOPIC_START}{access_point}/{SSID_LEVEL}"
        return self._link.publish_retained(topic, ssid.encode())
