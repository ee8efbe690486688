"""Credentials for a real broker, as files that Mosquitto 2 and nats-server read.

A broker knows only what it was given last: after every issue, rotation and revocation the files are
written again and the broker told to read them (SIGHUP to Mosquitto, `--signal reload` to NATS).
"""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from modugil.core.errors import CouldNotKeep
from modugil.live.terminals.credentials import SECRET_BYTES, find_bcrypt, hash_secret
from modugil.live.terminals.ledger import CredentialRow, list_credentials
from modugil.live.terminals.topics import (
    SERVER_USER,
    build_subjects,
    list_server_topics,
    list_ssid_topics,
    list_terminal_topics,
)

PREFIX = "/terminals"
PASSWORD_FILE = "password_file"
ACL_FILE = "acl_file"
SERVER_SECRET_FILE = "broker_secret"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    files: tuple[Path, ...]
    usernames: tuple[str, ...]
    left_out: tuple[str, ...]
    """Names that this form cannot hold: for NATS, those issued where the system had no bcrypt."""


def list_alive(engine: Engine, *, now: datetime) -> list[CredentialRow]:
    """The credentials that may be used now."""
    now_ms = int(now.timestamp() * 1000)
    return [row for row in list_credentials(engine) if row.is_alive(now_ms)]


def get_server_secret(state: Path) -> str:
    """What the platform itself logs in with, as the user `modugil`; drawn once and kept there.

    Errors:  CouldNotKeep if it can be neither read nor written.
    """
    file = state / SERVER_SECRET_FILE
    try:
        if not file.is_file():
            _write(file, secrets.token_urlsafe(SECRET_BYTES) + "\n")
        return file.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as cause:
        raise CouldNotKeep(f"The secret {file} cannot be read or written ({cause}).") from cause


def export_mosquitto(
    rows: Sequence[CredentialRow], folder: Path, *, server_secret: str, prefix: str = PREFIX
) -> Exported:
    """The folder holds a password_file and an acl_file of these terminals and the platform.

    Errors:  CouldNotKeep if they cannot be written.
    """
    reads, writes = list_server_topics(prefix=prefix)
    passwords = [f"{SERVER_USER}:{hash_secret(server_secret)}"]
    rules = [f"user {SERVER_USER}", *(f"topic read {topic}" for topic in reads)]
    rules += [f"topic write {topic}" for topic in writes]
    for row in rows:
        passwords.append(f"{row.username}:{row.secret_hash}")
        topics = list_terminal_topics(row.vehicle, prefix=prefix)
        asked = list_ssid_topics(row.vehicle, prefix=prefix)
        rules += ["", f"user {row.username}", *(f"topic write {topic}" for topic in topics)]
        rules += [f"topic read {topic}" for topic in asked]
    files = (folder / PASSWORD_FILE, folder / ACL_FILE)
    for file, lines in zip(files, (passwords, rules), strict=True):
        _write(file, "\n".join(lines) + "\n")
    return Exported(files, tuple(row.username for row in rows), ())


def export_nats(
    rows: Sequence[CredentialRow], file: Path, *, server_secret: str, prefix: str = PREFIX
) -> Exported:
    """The file is an `authorization` block of these terminals and the platform, to be included.

    NATS reads no hash but bcrypt, which must be made while the secret is known: at issue. A
    terminal may publish its own topics only, and subscribe to its networks' names only.
    Errors:  CouldNotKeep if it cannot be written, or this system has no bcrypt.
    """
    hashed = find_bcrypt(server_secret)
    if hashed is None:
        raise CouldNotKeep(
            "NATS needs passwords as bcrypt, which this system's libcrypt does not know.",
            allowed="Use Mosquitto, or a Linux with libxcrypt or musl.",
        )
    users = [_build_nats_user(SERVER_USER, hashed)]
    known = [row for row in rows if row.bcrypt_hash is not None]
    for row in known:
        topics = list_terminal_topics(row.vehicle, prefix=prefix)
        asked = list_ssid_topics(row.vehicle, prefix=prefix)
        users.append(_build_nats_user(row.username, str(row.bcrypt_hash), topics, asked))
    block = "\n".join(("authorization {", "  users = [", *users, "  ]", "}", ""))
    _write(file, block)
    left_out = tuple(row.username for row in rows if row.bcrypt_hash is None)
    return Exported((file,), tuple(row.username for row in known), left_out)


def _build_nats_user(
    username: str, hashed: str, topics: Sequence[str] = (), asked: Sequence[str] = ()
) -> str:
    """One user that publishes to these and reads those; without any, one that may do everything."""
    told = f"user: {json.dumps(username, ensure_ascii=False)}, password: {json.dumps(hashed)}"
    if topics:
        publish, subscribe = (
            json.dumps([subject for topic in some for subject in build_subjects(topic)])
            for some in (topics, asked)
        )
        told += f", permissions: {{ publish: {publish}, subscribe: {subscribe} }}"
    return f"    {{ {told} }}"


def _write(file: Path, text: str) -> None:
    """The file holds the text, is whole at every moment, and is its owner's only."""
    unfinished = file.with_name(f".{file.name}.writing")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    except OSError as cause:
        raise CouldNotKeep(f"{file} cannot be written ({cause}).") from cause
