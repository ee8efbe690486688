"""Addresses and telephones as they are compared."""

import re
from collections.abc import Iterable

from modugil.places.record import Record

_ROAD_OR_LOT = re.compile(r"([가-힣A-Za-z0-9·]+(?:로|길|리|동|가))\s*(?:산\s*)?(\d+(?:-\d+)?)")
_DIGITS = re.compile(r"\D+")
_LEAST_DIGITS = 7


def list_addresses(record: Record) -> frozenset[str]:
    """Street or village with the number of every address a record gives, such as 하가로146-9."""
    written = _values(record, ("address", "address_lot"))
    found = (_ROAD_OR_LOT.search(one) for one in written)
    return frozenset(one[1] + one[2] for one in found if one)


def list_phones(record: Record) -> frozenset[str]:
    """The digits of every telephone number a record gives."""
    digits = (_DIGITS.sub("", one) for one in _values(record, ("phone",)))
    return frozenset(one for one in digits if len(one) >= _LEAST_DIGITS)


def _values(record: Record, keys: tuple[str, ...]) -> Iterable[str]:
    return (said.value for said in record.said if said.key in keys)
