"""The desk at its page: who comes by with a code, hands over, takes back, keeps the stock."""

import re

from tests.answers.world import NOW
from tests.pages.console.conftest import Console, Staff
from tests.pages.console.test_watching import words_of
from tests.people.rental.conftest import days, wish

from modugil.people.audit import list_audit
from modugil.people.rental.book import RentalBook
from modugil.people.rental.steps import ItemState, Kind
from modugil.people.rental.waiting_tasks import is_of_desk
from modugil.people.roles import Role
from modugil.people.tasks import TaskBook

PAGE = "/console/rental"


def book_of(console: Console) -> RentalBook:
    assert console.desk.rental is not None
    return console.desk.rental


def ask(console: Console, first: int = 0, *, kind: Kind = Kind.RECEIVER) -> tuple[str, int]:
    """The code and the number of a request that begins so many days after today."""
    code, made = book_of(console).ask(wish(days(first), kind=kind), now=NOW)
    return code, made.id


def step(staff: Staff, id: int, do: str, status: int = 303, **told: str) -> str:
    answer = staff.post(f"{PAGE}/requests/{id}", do=do, **told)
    assert answer.status_code == status, answer.text
    return str(answer.headers.get("location", "")) or words_of(answer.text)


def read(staff: Staff, path: str = f"{PAGE}?language=en") -> str:
    return words_of(staff.get(path))


def test_a_code_shows_its_request_and_hands_it_over(staff: Staff, console: Console) -> None:
    code, id = ask(console)
    assert "To hand over today (1)" in read(staff)
    answer = staff.post(PAGE, code=code.lower())
    page = words_of(answer.text)
    assert answer.status_code == 200
    assert "The request of this code 바람 010-1234-5678" in page
    assert step(staff, id, "hand_over") == f"{PAGE}?desk=airport&said=hand_over"
    page = read(staff, f"{PAGE}?desk=airport&said=hand_over&language=en")
    assert "Noted as handed over." in page
    assert "Lent (1)" in page
    assert "To hand over today (0)" in page
    step(staff, id, "take_back")
    page = read(staff)
    assert "바람" not in page
    assert "taken back airport receiver R1" in page


def test_another_thing_may_be_handed_over(staff: Staff, console: Console) -> None:
    _, id = ask(console)
    page = staff.get(f"{PAGE}?language=en")
    assert "R1 (reserved)" in page
    assert len(re.findall(r"<option value=\"R\d+\">", page)) == 12
    step(staff, id, "hand_over", serial="R7")
    states = {one.serial: one.state for one in book_of(console).list_items("airport", now=NOW)}
    assert (states["R1"], states["R7"]) == (ItemState.HERE, ItemState.OUT)


def test_what_is_lost_is_a_task_and_may_be_found(staff: Staff, console: Console) -> None:
    _, id = ask(console)
    step(staff, id, "hand_over")
    step(staff, id, "lose")
    assert "Airport desk: receiver R1 is lost" in read(staff, "/console/tasks?language=en")
    assert "Lost (1)" in read(staff)
    step(staff, id, "find_damaged")
    assert "receiver R1 is lost" not in read(staff, "/console/tasks?language=en")


def test_a_wrong_step_is_refused_in_one_sentence(staff: Staff, console: Console) -> None:
    _, id = ask(console)
    _, later = ask(console, 2)
    assert "It has not been handed over yet." in step(staff, id, "take_back", 409)
    assert "Its first day has not come yet." in step(staff, later, "hand_over", 409)
    assert "Later (1)" in read(staff)
    staff.post(f"{PAGE}/requests/{id}", do="dance")
    answer = staff.post(PAGE, code="0000-0000")
    assert (answer.status_code, "No request has this code." in answer.text) == (404, True)


def test_things_are_added_set_aside_repaired_and_retired(staff: Staff, console: Console) -> None:
    told = {"desk": "airport", "kind": "stroller", "serials": "S1\r\nS2"}
    assert staff.post(f"{PAGE}/items", do="add", **told).status_code == 303
    items = {one.serial: one for one in book_of(console).list_items("airport", now=NOW)}
    assert {"S1", "S2"} <= set(items)
    again = staff.post(f"{PAGE}/items", do="add", **told)
    assert (again.status_code, "There is a stroller S1 already." in again.text) == (422, True)
    for do in ("set_aside", "repair", "retire"):
        told = {"desk": "airport", "item": str(items["S1"].id)}
        assert staff.post(f"{PAGE}/items", do=do, **told).status_code == 303
    assert "S1" not in {one.serial for one in book_of(console).list_items("airport", now=NOW)}
    refused = staff.post(f"{PAGE}/items", do="retire", **told)
    assert (refused.status_code, "It is lent no more." in refused.text) == (409, True)
    actions = [one.action for one in list_audit(book_of(console).engine, limit=3)]
    assert actions == ["rental_retire", "rental_repair", "rental_set_aside"]


def test_a_desk_is_opened_at_a_place_that_there_is(staff: Staff, console: Console) -> None:
    told = {"id": "light", "name_ko": "등대 대여소", "opens": "10:00", "closes": "17:00"}
    refused = staff.post(f"{PAGE}/desks", place="nowhere", **told)
    assert (refused.status_code, "There is no place" in refused.text) == (422, True)
    assert staff.post(f"{PAGE}/desks", place="light", **told).status_code == 303
    assert "등대 대여소" in read(staff)
    assert "Nothing" in read(staff, f"{PAGE}?desk=light&language=en")


def test_who_may_only_look_sees_the_stock_and_nobodys_name(viewer: Staff, console: Console) -> None:
    _, id = ask(console)
    page = viewer.get(f"{PAGE}?language=en")
    assert "R12" in page
    assert "바람" not in page and "010-1234" not in page and "<textarea" not in page
    for path in (PAGE, f"{PAGE}/requests/{id}", f"{PAGE}/items", f"{PAGE}/desks"):
        assert viewer.post(path, do="hand_over").status_code == 403


def enter_as_lender(console: Console, staff: Staff) -> Staff:
    """Somebody who lends and has no other role."""
    assert console.desk.people is not None
    lender = console.desk.people.add_account("lee", roles=[Role.LENDER], now=NOW)
    console.issued["lee"] = lender
    return Staff(staff.client, console, console.sign_in("lee"))


def test_who_lends_looks_after_the_tasks_of_the_desk_and_no_others(
    console: Console, staff: Staff
) -> None:
    _, id = ask(console)
    for do in ("hand_over", "lose"):
        step(staff, id, do)
    book = TaskBook(book_of(console).engine)
    (lost,) = (one for one in book.list_tasks() if is_of_desk(one))
    wifi = book.open_task("wifi_outage", "ap-1", text={"ko": "와이파이 끊김"}, now=NOW)
    clerk = enter_as_lender(console, staff)
    page = clerk.get("/console/tasks?language=en")
    assert 'href="/console/rental?desk=airport' in page
    assert f'action="/console/tasks/{lost.id}?language=en"' in page
    assert f'action="/console/tasks/{wifi.id}' not in page
    told = {"note": "전화함, 내일 가져온다고 함", "do": "close"}
    assert clerk.post(f"/console/tasks/{wifi.id}", **told).status_code == 403
    assert clerk.post(f"/console/tasks/{lost.id}", **told).status_code == 303
    found, other = book.find_task(lost.id), book.find_task(wifi.id)
    assert found is not None and other is not None
    assert (found.closed_by, [one.author for one in found.notes]) == ("lee", ["lee"])
    assert (other.closed, other.notes) == (None, ())


def test_who_lends_may_do_nothing_else(console: Console, staff: Staff) -> None:
    clerk = enter_as_lender(console, staff)
    assert "To hand over today" in read(clerk)
    assert clerk.post("/console/messages/new/alert", do="check").status_code == 403
    assert clerk.get("/console/people", 403)


def test_a_form_without_its_session_changes_nothing(staff: Staff, console: Console) -> None:
    _, id = ask(console)
    staff.csrf = "other"
    assert staff.post(f"{PAGE}/requests/{id}", do="hand_over").status_code == 403
    assert book_of(console).list_open("airport", now=NOW)[0].state == "reserved"
