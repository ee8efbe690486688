"""What a region says of its free Wi-Fi: what buses' networks are called, how much data there is."""

from dataclasses import dataclass

LINE = "{line}"
LONGEST_SSID_BYTES = 32
"""Source:  IEEE 802.11, SSID element: 0 to 32 octets."""


@dataclass(frozen=True, slots=True)
class WifiFacts:
    """The Wi-Fi of a region's buses and stops.

    Unknown: `ssid` "" where buses' networks have no rule; `monthly_pool_bytes` None where data is
             without limit, or nobody says.
    """

    ssid: str = ""
    """What a bus's network is called on its trip; `{line}` is the number on the bus."""
    monthly_pool_bytes: int | None = None
    """For all access points of the region together, in one month."""

    def name_for(self, line: str) -> str:
        """What the network is called on a bus of that line, as much of it as a name may hold."""
        if not self.ssid or not line:
            return ""
        name = self.ssid.replace(LINE, line).encode()[:LONGEST_SSID_BYTES]
        return name.decode("utf-8", "ignore")


NO_WIFI_FACTS = WifiFacts()
