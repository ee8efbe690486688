"""Which doors for fixes are open, by the settings: our listener or a broker, and foreign feeds."""

from pathlib import Path

from modugil.app.doors_thread import Opening, Work
from modugil.live.doors.broker import BrokerDoor, HfpPublisher
from modugil.live.doors.broker_link import BrokerSettings, parse_broker
from modugil.live.doors.feed import parse_feeds
from modugil.live.doors.hfp_positions import list_positions
from modugil.live.doors.intake import Intake, IntakeSettings
from modugil.live.doors.mqtt.listener import MqttListener
from modugil.live.doors.mqtt.settings import MqttSettings
from modugil.live.doors.poll_gtfs_rt import FeedPoller
from modugil.live.settings import LiveSettings
from modugil.live.snapshot.live_snapshot import LiveSnapshot
from modugil.live.terminals.rate_limit import RateSettings
from modugil.region.timetable import Timetable


class LiveDoors:
    """The doors of one intake; nothing is opened here, only said what is to be."""

    def __init__(self, intake: Intake, settings: LiveSettings) -> None:
        """Make what the settings ask for.

        Errors:  SettingsInvalid for an address that cannot be meant, or without gmqtt.
        """
        self.intake = intake
        self.listener = MqttListener(intake, settings=mqtt_settings(settings))
        self.broker: BrokerDoor | None = None
        self._publisher: HfpPublisher | None = None
        if settings.broker:
            self.broker = BrokerDoor(intake, broker_settings(settings))
            self._publisher = HfpPublisher(self.broker.link)
        feeds = parse_feeds(settings.gtfs_rt, every_s=settings.poll_s)
        self._poller = FeedPoller(intake, feeds=feeds)

    @property
    def address(self) -> str:
        """Where terminals publish; a broker's password is not told."""
        if self.broker is not None:
            where = self.broker.link.settings
            return f"mqtt://{where.host}:{where.port}{where.prefix} (a broker)"
        return f"mqtt://{self.listener.settings.host}:{self.listener.port}"

    @property
    def broker_connected(self) -> bool | None:
        """Whether the broker is there; None where there is to be none."""
        return None if self.broker is None else self.broker.link.connected

    @property
    def feed_faults(self) -> dict[str, str]:
        """Why each foreign feed failed the last time; empty where it did not."""
        return {name: told.fault for name, told in self._poller.counters.items()}

    def list_openings(self, *, listens: bool) -> list[Opening]:
        """What is awaited before anything may come in."""
        opens_listener = listens and self.broker is None
        return [self.intake.start, *([self._open_listener] if opens_listener else [])]

    def list_works(self, *, listens: bool) -> list[Work]:
        """What runs as long as doors are open."""
        if not listens:
            return []
        return [self._poller.run, *([self.broker.run] if self.broker is not None else [])]

    def list_closings(self) -> list[Opening]:
        """What is awaited at the end."""
        return [self.listener.stop, self.intake.stop]

    def publish(self, snapshot: LiveSnapshot, *, timetable: Timetable) -> None:
        """The public feed gets what is new, where there is a broker to take it."""
        if self._publisher is not None:
            self._publisher.publish(list_positions(snapshot, timetable))

    async def _open_listener(self) -> None:
        await self.listener.start()


def intake_settings(settings: LiveSettings) -> IntakeSettings:
    """What the intake is told of these settings."""
    rate = RateSettings(fixes_per_s=settings.fixes_per_s, burst_fixes=settings.burst_fixes)
    return IntakeSettings(rate=rate)


def broker_settings(settings: LiveSettings) -> BrokerSettings:
    """What the door through a broker is told of these settings."""
    return parse_broker(settings.broker, prefix=settings.broker_prefix)


def mqtt_settings(settings: LiveSettings) -> MqttSettings:
    """What the listener is told of these settings."""
    certificate, key = settings.mqtt_certificate, settings.mqtt_key
    return MqttSettings(
        host=settings.mqtt_host,
        port=settings.mqtt_port,
        certificate=Path(certificate) if certificate else None,
        key=Path(key) if key else None,
    )
