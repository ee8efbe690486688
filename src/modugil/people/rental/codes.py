"""The code of a request: only the person holds it, and only its hash is kept.

Eight letters and digits that are not mixed up by eye or ear, 40 bits: K7QX-3M9P. Typing O for 0 or
I and L for 1 does no harm.
"""

import hashlib
import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32."""
LENGTH = 8
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


def draw_code() -> str:
    """A new code."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{drawn[:4]}-{drawn[4:]}"


def parse_code(text: str) -> str:
    """The code that a text means, in the form in which it is drawn; "" where it means none."""
    told = "".join(text[:40].upper().split()).replace("-", "").translate(_MEANT)
    if len(told) != LENGTH or any(one not in LETTERS for one in told):
        return ""
    return f"{told[:4]}-{told[4:]}"


def hash_code(code: str) -> str:
    """In the form in which it is kept."""
    return hashlib.sha256(f"rental {code}".encode()).hexdigest()
