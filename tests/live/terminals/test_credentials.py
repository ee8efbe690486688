"""Hashes of secrets: the same bytes as Mosquitto and libcrypt write."""

import base64
import os
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modugil.live.terminals.credentials import (
    draw_credential,
    find_bcrypt,
    hash_secret,
    verify_secret,
)


def test_a_credential_has_256_bits_and_a_name_of_its_own():
    drawn = [draw_credential("0055/01216") for _ in range(50)]
    assert len({one.username for one in drawn}) == len({one.secret for one in drawn}) == 50
    assert all(len(base64.urlsafe_b64decode(one.secret + "=")) == 32 for one in drawn)
    assert all(one.username.startswith("0055-01216-") for one in drawn)


def test_the_same_secret_never_has_the_same_hash_twice():
    assert hash_secret("a") != hash_secret("a")


@given(st.text(max_size=60), st.text(max_size=60))
def test_only_the_secret_itself_fits_its_hash(secret, other):
    made = hash_secret(secret, rounds=1)
    assert verify_secret(secret, made)
    assert verify_secret(other, made) == (other == secret)


@pytest.mark.parametrize(
    "broken", ["", "x", "$7$101$", "$7$x$AAAA$AAAA", "$6$1$AAAA$AAAA", "$7$0$AAAA$AAAA", "$7$1$?$?"]
)
def test_a_broken_hash_fits_nothing(broken):
    assert not verify_secret("", broken)


def test_another_form_of_hash_fits_nothing():
    assert not verify_secret("a", hash_secret("a").replace("$7$", "$6$", 1))


def test_mosquitto_writes_the_same_hash_for_the_same_salt(tmp_path):
    program = shutil.which("mosquitto_passwd") or ""
    if not program:
        missing = "mosquitto_passwd is not on this machine: install the package mosquitto"
        required = os.environ.get("MODUGIL_REQUIRE_ALL") == "1"
        pytest.fail(missing) if required else pytest.skip(missing)
    file = tmp_path / "password_file"
    subprocess.run([program, "-c", "-b", file, "bus", "a secret"], check=True, capture_output=True)
    name, _, made = file.read_text().strip().partition(":")
    _, _, rounds, salt, _ = made.split("$")
    assert name == "bus"
    assert hash_secret("a secret", salt=base64.b64decode(salt), rounds=int(rounds)) == made
    assert verify_secret("a secret", made)
    assert not verify_secret("a Secret", made)


def test_a_known_answer_of_pbkdf2_hmac_sha512():
    # RFC 8018 with SHA-512, salt "salt", one round: a published test vector
    digest = bytes.fromhex(
        "867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252"
        "c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce"
    )
    expected = f"$7$1$c2FsdA==${base64.b64encode(digest).decode()}"
    assert hash_secret("password", salt=b"salt", rounds=1) == expected


def test_bcrypt_is_that_of_the_system_or_none():
    made = find_bcrypt("secret")
    if made is None:
        pytest.skip("this machine's libcrypt has no bcrypt")
    assert len(made) == 60 and made.startswith("$2a$04$")
    assert find_bcrypt("secret") != made
