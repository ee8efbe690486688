"""The second factor: a code of six digits that an app shows for half a minute, or once a spare one.

Source:  RFC 6238 with its defaults, as all such apps read them.
"""

import hashlib
import hmac
from datetime import datetime

import pyotp

from modugil.people.passwords import draw_groups

STEP_S = 30
EARLIER_LATER = 1
"""So many steps a phone's clock may be wrong."""
RECOVERY_CODES = 8
ISSUER = "Modugil"


def draw_secret() -> str:
    """A secret that nobody had before: 160 random bits as base32."""
    return pyotp.random_base32()


def build_address(secret: str, *, name: str) -> str:
    """What an app reads from a QR code: otpauth://totp/..."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def find_step(secret: str, code: str, *, now: datetime, after: int | None) -> int | None:
    """The half minute of which this is the code; None if it is wrong, or of one until `after`.

    Who keeps the result and gives it as `after` the next time lets each code count once. One that
    lies ahead was noted by a clock that was wrong, and keeps nobody out.
    """
    code = code.replace(" ", "")
    app = pyotp.TOTP(secret)
    middle = int(now.timestamp()) // STEP_S
    if after is not None and after > middle + EARLIER_LATER:
        after = None
    found = None
    for step in range(middle - EARLIER_LATER, middle + EARLIER_LATER + 1):
        right = hmac.compare_digest(app.generate_otp(step).encode(), code.encode("utf-8", "ignore"))
        if right and (after is None or step > after):
            found = step
    return found


def draw_recovery_codes() -> tuple[str, ...]:
    """Spare codes of 79 random bits."""
    return tuple(draw_groups(4) for _ in range(RECOVERY_CODES))


def hash_recovery_code(code: str, *, account_id: int) -> str:
    """A spare code in the form in which it is kept; it cannot be guessed, so a quick hash does."""
    told = code.strip().lower().encode("utf-8", "surrogatepass")
    return hashlib.sha256(b"%d:%b" % (account_id, told)).hexdigest()
