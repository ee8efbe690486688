"""Signing in to the console: the way there and back, and what nobody else may do."""

import pytest
from tests.answers.world import NOW
from tests.pages.console.conftest import FORM, PAGE, Staff
from tests.people.conftest import code_of

from modugil.pages.console.sign_in_page import safe_next
from modugil.people.forms import CSRF_FIELD
from modugil.people.sessions import COOKIE

PAGES = (
    "/console",
    "/console/fleet",
    "/console/lines",
    "/console/trips",
    "/console/driving",
    "/console/accuracy",
    "/console/playback",
    "/console/wifi",
    "/console/tasks",
    "/console/account",
    "/console/messages",
    "/console/messages/new/alert",
    "/console/messages/new/cancellation",
    "/console/messages/new/detour",
    "/console/audit",
    "/console/people",
)
FOR_WRITERS = [page for page in PAGES if "/new/" in page]
FOR_ADMINS = ["/console/audit", "/console/people"]


def enter(client, console, account="boss", **changed):
    issued = console.issued[account]
    told = {"name": account, "password": issued.password, "code": code_of(issued, NOW)} | changed
    return client.post("/console/sign-in", data=told, headers=PAGE, follow_redirects=False)


def test_who_is_not_signed_in_is_led_to_the_sign_in_page_from_everywhere(stranger):
    for page in PAGES:
        asked = stranger.get(f"{page}?language=en", headers=PAGE, follow_redirects=False)
        assert asked.status_code == 303
        there = asked.headers["location"]
        assert there.startswith("/console/sign-in?next=%2Fconsole")
        form = stranger.get(there, headers=PAGE).text
        assert f'name="next" value="{page}?language=en"' in form


def test_and_from_there_back_to_what_was_asked_for(stranger, console):
    wanted = "/console/lines?line=R1&language=en"
    done = enter(stranger, console, next=wanted)
    assert (done.status_code, done.headers["location"]) == (303, wanted)
    assert stranger.get(wanted, headers=PAGE).status_code == 200
    again = stranger.get("/console/sign-in", headers=PAGE, follow_redirects=False)
    assert again.headers["location"] == "/console"


def test_the_cookie_is_for_this_site_and_no_script(stranger, console):
    told = enter(stranger, console).headers["set-cookie"].lower()
    assert all(word in told for word in ("httponly", "samesite=strict", "path=/"))
    stranger.base_url = "https://testserver.local"
    issued = console.desk.people.add_account("lee", roles=["viewer"], now=NOW)
    console.issued["lee"] = issued
    assert "secure" in enter(stranger, console, "lee").headers["set-cookie"].lower()


def test_a_wrong_password_or_code_is_said_in_one_sentence_that_does_not_tell_which(
    stranger, console
):
    answers = [
        enter(stranger, console, password="wrong"),
        enter(stranger, console, code="000000"),
        enter(stranger, console, name="nobody"),
    ]
    assert {one.status_code for one in answers} == {401}
    assert all("Name, password or code is not right." in one.text for one in answers)
    assert all("set-cookie" not in one.headers for one in answers)
    assert 'value="nobody"' in answers[2].text


def test_a_recovery_code_does_too_and_only_once(stranger, console):
    spare = console.issued["boss"].recovery_codes[0]
    assert enter(stranger, console, code=spare).status_code == 303
    stranger.cookies.clear()
    assert enter(stranger, console, code=spare).status_code == 401


def test_too_many_tries_are_stopped_for_a_while(stranger, console):
    statuses = [enter(stranger, console, password="wrong").status_code for _ in range(12)]
    assert statuses[0] == 401
    assert statuses[-1] == 429


ELSEWHERE = [
    "https://evil.example/console",
    "//evil.example",
    "/console//evil.example",
    "/console\\evil",
    "/live",
    "javascript:alert(1)",
    "/console/sign-in",
    "/consolation",
    "/console/" + "a" * 600,
    "",
]


@pytest.mark.parametrize("asked", ELSEWHERE)
def test_no_address_leads_to_another_place_than_the_console(asked):
    assert safe_next(asked) == "/console"


def test_signing_in_leads_to_no_other_place_than_the_console(stranger, console):
    done = enter(stranger, console, next=ELSEWHERE[1])
    assert done.headers["location"] == "/console"


def test_who_signs_out_is_out_and_everywhere_means_every_browser(staff, console):
    other = console.desk.people
    assert staff.post("/console/sign-out").status_code == 303
    assert other.find_signed_in(staff.token, now=NOW) is None
    staff.get("/console", status=303)


def test_signing_out_everywhere_ends_the_other_visits_too(staff, console):
    spare = console.issued["boss"].recovery_codes[0]
    elsewhere = console.desk.people.sign_in("boss", console.issued["boss"].password, spare, now=NOW)
    assert staff.post("/console/sign-out", everywhere="1").status_code == 303
    assert console.desk.people.find_signed_in(elsewhere.token, now=NOW) is None


def test_who_has_no_role_for_a_page_is_told_which_it_takes(viewer):
    for page in [*FOR_WRITERS, *FOR_ADMINS]:
        text = viewer.get(page, status=403)
        needed = "Administrator" if page in FOR_ADMINS else "Dispatcher"
        assert f"Needed role: {needed}" in text
        assert "Your roles: Viewer" in text


def test_every_other_page_is_for_everybody_with_an_account(viewer):
    for page in set(PAGES) - {*FOR_WRITERS, *FOR_ADMINS}:
        assert "Modugil console" in viewer.get(page)


FORMS = (
    "/console/messages/new/alert",
    "/console/tasks/1",
    "/console/people/view/roles",
    "/console/people/view/reset",
    "/console/sign-out",
)


def test_a_form_without_the_word_of_its_visit_changes_nothing(staff, console):
    staff.csrf = "0" * 64
    for path in FORMS:
        answer = staff.post(path, do="publish", role="viewer", note="x")
        assert answer.status_code == 403
        assert "does not belong to your visit" in answer.text
    assert console.desk.people.find_signed_in(staff.token, now=NOW) is not None
    assert console.desk.tasks.find_task(1).notes == ()


OTHER_SITES = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://elsewhere.example"},
    {"origin": "null"},
    {"origin": "http://["},
)


@pytest.mark.parametrize("told", OTHER_SITES)
def test_a_form_sent_from_another_site_is_refused(staff, stranger, console, told):
    sent = {**PAGE, **FORM, **told}
    body = f"{CSRF_FIELD}={staff.csrf}"
    assert stranger.post("/console/sign-out", content=body, headers=sent).status_code == 403
    stranger.cookies.clear()
    answer = stranger.post(
        "/console/sign-in", content="name=boss", headers=sent, follow_redirects=False
    )
    assert answer.status_code in (303, 403)
    assert COOKIE not in stranger.cookies


@pytest.mark.parametrize("told", OTHER_SITES)
def test_and_does_not_wait_for_somebody_to_sign_in_and_send_it_as_theirs(stranger, told):
    sent = {**PAGE, **FORM, **told}
    for path in FORMS:
        answer = stranger.post(path, content="role=admin", headers=sent, follow_redirects=False)
        assert answer.status_code == 303
        page = stranger.get(answer.headers["location"], headers=PAGE)
        assert 'name="kept"' not in page.text and "role=admin" not in page.text


def test_a_proxy_that_changes_the_host_keeps_nobody_out(staff):
    told = {"origin": "https://bus.example", "sec-fetch-site": "same-origin"}
    staff.client.headers.update(told)
    assert staff.post("/console/sign-out").status_code == 303


def test_what_was_typed_when_the_visit_had_ended_is_kept_and_goes_on(stranger, console):
    staff = Staff(stranger, console, console.sign_in("boss"))
    console.desk.people.sign_out(staff.token)
    typed = {"header_ko": "태풍 <b>주의</b>", "touch": "route=R1", "do": "publish"}
    form = staff.post("/console/messages/new/alert", **typed)
    assert form.status_code == 401
    assert "What you typed is kept" in form.text
    kept = form.text.split('name="kept" value="')[1].split('"')[0].replace("&amp;", "&")
    stranger.cookies.clear()
    spare = console.issued["boss"].recovery_codes[1]
    on = enter(stranger, console, next="/console/messages/new/alert", kept=kept, code=spare)
    assert on.status_code == 200
    assert "태풍 &lt;b&gt;주의&lt;/b&gt;" in on.text
    assert 'name="do" value="check"' in on.text
    assert console.desk.staff.list_written(now=NOW, withdrawn=True) == ()


def test_no_page_of_the_console_is_kept_by_any_browser(staff):
    for page in ("/console", "/console/people"):
        answer = staff.client.get(page, headers=PAGE)
        assert answer.headers["cache-control"] == "no-store"
        assert "script-src 'self'" in answer.headers["content-security-policy"]
