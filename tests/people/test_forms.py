"""Forms of other sites are refused, and so are those of other sessions."""

import pytest
from tests.people.conftest import sign_in

from modugil.core.errors import NotAllowed
from modugil.people.forms import check_csrf, check_same_site

HOST = {"host": "bus.example:8080"}


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"origin": "https://bus.example:8080"},
        {"origin": "https://BUS.example:8080"},
        {"sec-fetch-site": "same-origin", "origin": "https://outside.example"},
    ],
)
def test_a_form_of_our_own_is_taken_also_behind_a_proxy_that_changes_the_host(told):
    check_same_site(HOST | told)


@pytest.mark.parametrize(
    "told",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": ""},
        {"sec-fetch-site": "cross-site", "origin": "https://bus.example:8080"},
        {"origin": "https://bus.example"},
        {"origin": "https://bus.example.evil.example:8080"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://["},
    ],
)
def test_a_form_of_another_site_is_not(told):
    with pytest.raises(NotAllowed):
        check_same_site(HOST | told)


def test_a_form_without_a_host_is_of_no_site_of_ours():
    with pytest.raises(NotAllowed):
        check_same_site({"origin": "https://bus.example"})


def test_a_form_needs_the_word_of_its_own_session(people, kim):
    done = sign_in(people, kim)
    other = sign_in(people, kim, code=kim.recovery_codes[0])
    check_csrf(done, done.csrf)
    for wrong in (other.csrf, "", "x", "é", "\udcff", done.token):
        with pytest.raises(NotAllowed):
            check_csrf(done, wrong)
