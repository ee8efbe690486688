"""What a terminal logs in with, and the forms in which its secret may be kept.

A secret is 256 random bits. Slow hashing protects passwords that people choose, because those can
be guessed; this one cannot, so a hash may be quick, and a fleet that logs in again after a restart
costs a second and not minutes. The form is the one Mosquitto 2 reads, and its own 101 rounds.

Source:  `$7$<rounds>$<salt>$<PBKDF2-HMAC-SHA512>` as mosquitto_passwd writes it, base64.
"""

import base64
import binascii
import ctypes
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from functools import cache

from modugil.core.errors import BadInput

ROUNDS = 101
SECRET_BYTES = 32
_SALT_BYTES = 12
_HASH_BYTES = 64
_SHA512_FORM = "7"
_VEHICLE = re.compile(r"[\w.\-]{1,40}/[\w.\-]{1,40}")
_BCRYPT_LIBRARIES = ("libcrypt.so.2", "libcrypt.so.1")
_BCRYPT_LETTERS = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_BCRYPT_LEAST_COST = "$2a$04$"


@dataclass(frozen=True, slots=True)
class Terminal:
    """Who is speaking: one credential that is alive, and the only vehicle it may speak for."""

    username: str
    vehicle: str
    """`<operator>/<vehicle>`"""

    def may_speak_for(self, vehicle: str) -> bool:
        """Whether a fix of that vehicle may come from here."""
        return vehicle == self.vehicle


@dataclass(frozen=True, slots=True)
class Credential:
    """A new credential with its secret, which is shown once and kept nowhere."""

    username: str
    vehicle: str
    secret: str

    def __repr__(self) -> str:
        """Without the secret, so that it is in no log."""
        return f"Credential({self.username!r})"


def parse_vehicle(text: str) -> str:
    """The vehicle `<operator>/<vehicle>`, as it stands in topics.

    Errors:  BadInput if it is not one: nothing that means several vehicles passes.
    """
    if _VEHICLE.fullmatch(text) is None:
        raise BadInput(
            f"{text!r} is not a vehicle.",
            allowed="Write <operator>/<vehicle> in letters, digits, '.', '-' and '_', "
            "for example 0055/01216.",
        )
    return text


def draw_credential(vehicle: str) -> Credential:
    """A credential for that vehicle that nobody had before."""
    operator, number = vehicle.split("/")
    username = f"{operator}-{number}-{secrets.token_hex(4)}"
    return Credential(username, vehicle, secrets.token_urlsafe(SECRET_BYTES))


def hash_secret(secret: str, *, salt: bytes | None = None, rounds: int = ROUNDS) -> str:
    """The secret in the form in which it is kept."""
    salt = secrets.token_bytes(_SALT_BYTES) if salt is None else salt
    digest = hashlib.pbkdf2_hmac("sha512", secret.encode(), salt, rounds, _HASH_BYTES)
    told = (base64.b64encode(part).decode("ascii") for part in (salt, digest))
    return "$".join(("", _SHA512_FORM, str(rounds), *told))


def verify_secret(secret: str, secret_hash: str) -> bool:
    """Whether the hash is of this secret; takes as long for a wrong one. A bad hash fits none."""
    try:
        _, form, rounds, salt, digest = secret_hash.split("$")
        expected = base64.b64decode(digest, validate=True)
        found = hashlib.pbkdf2_hmac(
            "sha512",
            secret.encode("utf-8", "surrogatepass"),
            base64.b64decode(salt, validate=True),
            int(rounds),
            _HASH_BYTES,
        )
    except (ValueError, binascii.Error):
        return False
    return form == _SHA512_FORM and hmac.compare_digest(found, expected)


def find_bcrypt(secret: str) -> str | None:
    """The secret as bcrypt, the only hash NATS reads; None where the system's libcrypt has none.

    The least cost that bcrypt knows, for the reason above.
    """
    library = _find_libcrypt()
    if library is None:
        return None
    salt = "".join(secrets.choice(_BCRYPT_LETTERS) for _ in range(21)) + "u"
    buffer = ctypes.create_string_buffer(_CRYPT_DATA_BYTES)
    setting = (_BCRYPT_LEAST_COST + salt).encode("ascii")
    found = library.crypt_r(secret.encode(), setting, buffer)
    if not found or not found.startswith(_BCRYPT_LEAST_COST.encode("ascii")):
        return None
    return bytes(found).decode("ascii")


_CRYPT_DATA_BYTES = 256 * 1024
"""More than struct crypt_data of any C library (glibc's old one has 131,232 bytes)."""


@cache
def _find_libcrypt() -> ctypes.CDLL | None:
    for name in _BCRYPT_LIBRARIES:
        try:
            library = ctypes.CDLL(name)
            library.crypt_r.restype = ctypes.c_char_p
            library.crypt_r.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p)
        except (OSError, AttributeError):
            continue
        return library
    return None
