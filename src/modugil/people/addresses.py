"""From where somebody asks, as it is counted where the same may be done only so often."""

import ipaddress


def shorten_address(address: str) -> str:
    """Of IPv6 the first half: the rest is whatever its owner likes; other texts as they are."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.ip_network((ip, 64), strict=False))
