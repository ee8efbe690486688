"""Tests reach this machine and nothing else."""

import socket

import pytest


def test_a_connection_to_the_outside_is_refused():
    with socket.socket() as client, pytest.raises(RuntimeError, match="tried to connect"):
        client.connect(("192.0.2.1", 80))


def test_a_name_outside_is_not_looked_up():
    with pytest.raises(RuntimeError, match="tried to look up"):
        socket.getaddrinfo("example.org", 443)


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with socket.create_connection(("localhost", address[1])) as client:
            assert client.getpeername() == address
