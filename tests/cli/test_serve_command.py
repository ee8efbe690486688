"""`modugil serve`: which port it takes, and what it says when it cannot."""

import pytest

from modugil.cli.serve import FIRST_PORT, open_listener
from modugil.core.errors import BadInput


def test_without_a_port_the_first_free_one_is_taken():
    with open_listener("127.0.0.1", None) as first, open_listener("127.0.0.1", None) as second:
        ports = [one.getsockname()[1] for one in (first, second)]
        assert FIRST_PORT <= ports[0] < ports[1]


def test_a_busy_port_that_was_asked_for_is_told():
    with open_listener("127.0.0.1", None) as busy:
        port = busy.getsockname()[1]
        with pytest.raises(BadInput, match=f"Port {port} of 127.0.0.1 cannot be used"):
            open_listener("127.0.0.1", port)


@pytest.mark.parametrize("port", [-1, 70_000])
def test_a_port_that_is_none_is_told(port):
    with pytest.raises(BadInput, match="cannot be used"):
        open_listener("127.0.0.1", port)


def test_six_is_as_good_as_four():
    try:
        with open_listener("::1", None) as listener:
            assert listener.getsockname()[1] >= FIRST_PORT
    except (BadInput, OSError) as fault:
        pytest.skip(f"this machine has no IPv6: {fault}")


def test_it_needs_a_region_or_the_sample_but_not_both(run):
    for words in ((), ("towns", "--sample")):
        status, _, err = run("serve", *words)
        assert (status, "Give REGION, or --sample." in err) == (2, True)


def test_a_region_that_is_not_built_is_told_before_anything_starts(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, _, err = run("serve", "nowhere")
    assert (status, "is not a built region" in err) == (2, True)
