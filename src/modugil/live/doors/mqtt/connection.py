"""One terminal's connection: its packets in, its receipts out; a fault closes this one only."""

import asyncio
from collections.abc import Callable

from modugil.core.errors import CouldNotKeep, FixUnreadable, OtherVehicle, TerminalUnknown, TooMany
from modugil.live.doors.counters import Refused
from modugil.live.doors.mqtt.packets import (
    PINGRESP,
    Answer,
    Connect,
    Kind,
    PacketDamaged,
    build_connack,
    build_puback,
    build_suback,
    build_unsuback,
    find_frame,
    parse_connect,
    parse_filters,
    parse_publish,
    parse_topic,
)
from modugil.live.doors.mqtt.reception import Reception
from modugil.live.fix import Door, Fix
from modugil.live.formats.read_message import WIFI, Addressed, address_message, read_message
from modugil.live.formats.wifi_report import read_wifi_report
from modugil.live.terminals.credentials import Terminal

_MOST_UNSENT_BYTES = 65_536
_MOST_OTHERS = 16
_LONGEST_NAME = 128


class Connection(asyncio.BufferedProtocol):
    """What one terminal is connected by."""

    __slots__ = (
        "_address",
        "_held",
        "_last_topic",
        "_listener",
        "_most_bytes",
        "_rest",
        "_transport",
        "client",
        "closed",
        "heard_s",
        "silence_s",
        "terminal",
    )

    def __init__(self, listener: "Reception[Connection]") -> None:
        """Stand ready for a connection."""
        self._listener = listener
        self._transport: asyncio.Transport | None = None
        self._address = ""
        self._rest = b""
        self._held = False
        self._most_bytes = listener.settings.most_connect_bytes
        self._last_topic: tuple[bytes, Addressed] | None = None
        self.terminal: Terminal | None = None
        self.client = ""
        self.closed = False
        self.heard_s = 0.0
        self.silence_s = listener.settings.connect_timeout_s
        """After how long without a word it is cut off."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody called."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.set_write_buffer_limits(high=_MOST_UNSENT_BYTES)
        self._address = (transport.get_extra_info("peername") or ("?",))[0]
        self.heard_s = self._listener.now_s()
        if not self._listener.admit(self):
            self.cut(Refused.TOO_MANY_CONNECTIONS)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over, whoever ended it."""
        self.closed = True
        self._rest = b""
        self._listener.leave(self)

    def pause_writing(self) -> None:
        """It takes no receipts any more: it is cut off before they fill the memory."""
        self.cut(Refused.PROTOCOL)
        self.abort()

    def get_buffer(self, sizehint: int) -> memoryview:
        """Where bytes are put: one place for all, as they are taken out at once."""
        return self._listener.buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Some bytes came; as many packets as are whole are handled."""
        if self.closed:
            return
        data = bytes(self._listener.buffer[:nbytes])
        self._rest = self._rest + data if self._rest else data
        if self.terminal is not None:
            # before it said who it is, only the time since it called counts
            self.heard_s = self._listener.now_s()
        if not self._held:
            self._handle_packets()

    def _handle_packets(self) -> None:
        data, at, others = self._rest, 0, 0
        now_ms = self._listener.intake.now_ms()
        try:
            if self.terminal is None and data[0] != Kind.CONNECT << 4:
                raise PacketDamaged("The first packet is no CONNECT.")
            while not (self.closed or self._held):
                frame = find_frame(data, at, self._most_bytes)
                if frame is None:
                    break
                body = data[frame.start : frame.end]
                if frame.first >> 4 == Kind.PUBLISH:
                    self._take_publish(frame.first, body, now_ms)
                else:
                    others += 1
                    self._take_other(frame.first, body, others)
                if not self._held:
                    at = frame.end
        except PacketDamaged:
            self._penalise(Refused.PROTOCOL)
            if self.terminal is None:
                self._end_later()
            else:
                self.cut()
        refused = self._held and self.terminal is None
        self._rest = b"" if self.closed or refused else data[at:]

    def _take_publish(self, first: int, body: bytes, now_ms: int) -> None:
        terminal, listener = self.terminal, self._listener
        if terminal is None:
            raise PacketDamaged("A message came before CONNECT.")
        packet = parse_publish(first, body)
        try:
            fixes = self._read(terminal, packet.topic, packet.payload, now_ms)
            receipt = listener.intake.offer(terminal, fixes, now_ms=now_ms)
        except TooMany:
            # the packet that was too much stays where it is and is tried again
            self._hold(listener.settings.retry_s, self._go_on)
            return
        except OtherVehicle:
            self._penalise(Refused.OTHER_VEHICLE)
            self.cut()
            return
        except CouldNotKeep:
            self.cut(Refused.NOT_KEPT)
            return
        if packet.packet_id:
            listener.owe(self, build_puback(packet.packet_id), receipt)

    def _read(self, terminal: Terminal, topic: bytes, payload: bytes, now_ms: int) -> list[Fix]:
        """The fixes of the message; none if it tells of Wi-Fi, or cannot be read, which is counted.

        A message that no one can read is acknowledged like any other: a terminal that keeps it
        would send it again for ever, and nothing after it.
        """
        try:
            addressed = self._address_message(topic)
            if addressed.vehicle != terminal.vehicle:
                raise OtherVehicle(f"This terminal may not speak for {addressed.vehicle[:80]!r}.")
            if addressed.form == WIFI:
                self._take_wifi(terminal, addressed.access_point, payload, now_ms)
                return []
            return read_message(addressed, payload, received_ms=now_ms, door=Door.MQTT)
        except FixUnreadable:
            if self._penalise(Refused.UNREADABLE):
                self.cut()
            return []

    def _take_wifi(
        self, terminal: Terminal, access_point: str, payload: bytes, now_ms: int
    ) -> None:
        """A report of its access point; acknowledged in its turn like a message with fixes."""
        report = read_wifi_report(payload, access_point=access_point, received_ms=now_ms)
        self._listener.intake.wifi.take(terminal, [report], now_ms=now_ms)

    def _address_message(self, topic: bytes) -> Addressed:
        known = self._last_topic
        if known is not None and known[0] == topic:
            return known[1]
        addressed = address_message(parse_topic(topic))
        self._last_topic = (topic, addressed)
        return addressed

    def _take_other(self, first: int, body: bytes, others: int) -> None:
        kind, flags = first >> 4, first & 0x0F
        if others > _MOST_OTHERS:
            raise PacketDamaged("Too many packets came at once that are no messages.")
        if flags != (2 if kind in (Kind.SUBSCRIBE, Kind.UNSUBSCRIBE) else 0):
            raise PacketDamaged("The flags of a packet are not those of its kind.")
        if kind == Kind.CONNECT and self.terminal is None:
            self._take_connect(parse_connect(body))
        elif self.terminal is None:
            raise PacketDamaged("After CONNECT was refused nothing more is read.")
        elif kind == Kind.PINGREQ and not body:
            self.send(PINGRESP)
        elif kind == Kind.DISCONNECT and not body:
            self.cut()
        elif kind == Kind.SUBSCRIBE:
            self.send(build_suback(*parse_filters(body, with_qos=True)))
        elif kind == Kind.UNSUBSCRIBE:
            self.send(build_unsuback(parse_filters(body, with_qos=False)[0]))
        else:
            raise PacketDamaged("This kind of packet is not spoken here.")

    def _take_connect(self, told: Connect) -> None:
        listener = self._listener
        if told.version != 4:
            self._refuse(Answer.WRONG_VERSION, Refused.PROTOCOL)
        elif not told.client and not told.clean:
            self._refuse(Answer.CLIENT_REFUSED, Refused.PROTOCOL)
        elif listener.penalties.is_banned(self._name_sender(told), listener.now_s()):
            self._refuse(Answer.NOT_ALLOWED, Refused.BANNED)
        else:
            self._sign_in(told)

    def _sign_in(self, told: Connect) -> None:
        listener = self._listener
        try:
            terminal = listener.intake.sign_in(told.username, told.password)
        except TerminalUnknown:
            listener.penalties.add_fault(self._name_sender(told), listener.now_s())
            self._refuse(Answer.WRONG_CREDENTIAL)
            return
        longest_s = listener.settings.longest_silence_s
        self.terminal, self.client = terminal, told.client
        self._most_bytes = listener.settings.most_packet_bytes
        self.silence_s = min(1.5 * told.keep_alive_s or longest_s, longest_s)
        self.heard_s = listener.now_s()
        listener.welcome(self)
        self.send(build_connack(Answer.ACCEPTED))

    def _name_sender(self, told: Connect) -> tuple[str, str]:
        """By what a sender not known yet is remembered: a name can be as long as it likes."""
        return self._address, told.username[:_LONGEST_NAME]

    def _refuse(self, answer: Answer, reason: Refused | None = None) -> None:
        if reason is not None:
            self._listener.intake.count_refusal(reason)
        self._end_later(build_connack(answer))

    def _end_later(self, last_word: bytes = b"") -> None:
        """End it after a while: one who may not come in shall not come again at once."""

        def end() -> None:
            self.send(last_word)
            self.cut()

        self._hold(self._listener.settings.refuse_after_s, end)

    def _penalise(self, reason: Refused) -> bool:
        """Count a fault of this sender; True if it has to wait from now on."""
        listener = self._listener
        listener.intake.count_refusal(reason)
        if self.terminal is None:
            return False  # behind one address there may be a whole fleet: it is not banned
        who = (self._address, self.terminal.username)
        return listener.penalties.add_fault(who, listener.now_s())

    def _hold(self, delay_s: float, then: Callable[[], None]) -> None:
        """Read nothing for a while, then do that."""
        assert self._transport is not None
        self._held = True
        self._transport.pause_reading()
        self._listener.call_later(delay_s, then)

    def _go_on(self) -> None:
        self._held = False
        if self.closed or self._transport is None:
            return
        self.heard_s = self._listener.now_s()
        self._handle_packets()
        if not (self._held or self.closed):
            self._transport.resume_reading()

    def send(self, data: bytes) -> None:
        """Send, unless it is over."""
        if self._transport is not None and not self.closed:
            self._transport.write(data)

    def cut(self, reason: Refused | None = None) -> None:
        """End it, once what was sent is gone; receipts that are not there yet never come."""
        if self.closed or self._transport is None:
            return
        if reason is not None:
            self._listener.intake.count_refusal(reason)
        self.closed = True
        self._transport.close()

    def abort(self) -> None:
        """End it at once, whatever was to be sent."""
        self.closed = True
        if self._transport is not None:
            self._transport.abort()
