"""`modugil track`: what it says where it cannot follow anything."""

import builtins
from collections.abc import Iterator

import pytest
from tests.store.nats_server import NatsServer, require_nats_server

ADDRESS = "MODUGIL_STORE_STREAM"


@pytest.fixture(scope="module")
def nats(tmp_path_factory) -> Iterator[NatsServer]:
    require_nats_server()
    with NatsServer(tmp_path_factory.mktemp("nats")) as server:
        yield server


@pytest.fixture
def elsewhere(nats, towns) -> str:
    """A stream that holds another region than the two towns."""
    import asyncio

    from modugil.store.stream.address import parse_stream
    from modugil.store.stream.link import StreamLink

    async def claim() -> None:
        link = StreamLink(parse_stream(nats.url), keep_hours=1)
        await link.open(region="elsewhere", built="one")
        await link.close()

    asyncio.run(claim())
    return nats.url


def test_without_the_setting_it_says_what_to_write(run, towns, monkeypatch):
    monkeypatch.delenv(ADDRESS, raising=False)
    status, _, said = run("track", towns / "built")
    assert status == 2
    assert "store.stream" in said
    assert "nats://127.0.0.1:4222" in said


def test_where_no_nats_is_it_says_so(run, towns, monkeypatch, tmp_path):
    monkeypatch.setenv(ADDRESS, "nats://127.0.0.1:1")
    monkeypatch.setenv("MODUGIL_LIVE_STATE", str(tmp_path))
    status, _, said = run("track", towns / "built")
    assert status == 1
    assert "There is no NATS at nats://127.0.0.1:1" in " ".join(said.split())


def test_a_stream_of_another_region_is_refused(run, towns, monkeypatch, tmp_path, elsewhere):
    monkeypatch.setenv(ADDRESS, elsewhere)
    monkeypatch.setenv("MODUGIL_LIVE_STATE", str(tmp_path))
    status, _, said = run("track", towns / "built")
    assert status == 1
    assert "another region: 'elsewhere'" in " ".join(said.split())


def test_a_server_says_the_same(run, towns, monkeypatch, tmp_path, elsewhere):
    monkeypatch.setenv(ADDRESS, elsewhere)
    monkeypatch.setenv("MODUGIL_LIVE_STATE", str(tmp_path))
    status, _, said = run("serve", towns / "built", "--mqtt-port", "0")
    assert status == 1
    assert "another region: 'elsewhere'" in " ".join(said.split())


def test_without_the_library_it_says_what_to_install(run, towns, monkeypatch, tmp_path):
    real = builtins.__import__

    def without_nats(name, *others, **named):
        if name == "nats":
            raise ImportError(name)
        return real(name, *others, **named)

    monkeypatch.setattr(builtins, "__import__", without_nats)
    monkeypatch.setenv(ADDRESS, "nats://127.0.0.1:1")
    monkeypatch.setenv("MODUGIL_LIVE_STATE", str(tmp_path))
    status, _, said = run("track", towns / "built")
    assert status == 1
    assert "modugil[scale]" in said
