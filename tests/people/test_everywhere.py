"""Signing out everywhere at once."""

from datetime import timedelta

from tests.people.conftest import MONDAY, STEP, sign_in

from modugil.people.audit import list_audit


def test_who_signs_out_everywhere_is_signed_in_nowhere_and_others_still_are(people, kim, engine):
    lee = people.add_account("lee", roles=["viewer"], now=MONDAY)
    phone, desk = sign_in(people, kim), sign_in(people, kim, MONDAY + STEP)
    other = sign_in(people, lee)
    people.sign_out_everywhere(phone.account, now=MONDAY + timedelta(minutes=2))
    now = MONDAY + timedelta(minutes=3)
    assert people.find_signed_in(phone.token, now=now) is None
    assert people.find_signed_in(desk.token, now=now) is None
    assert people.find_signed_in(other.token, now=now) is not None
    assert [one.action for one in list_audit(engine, limit=1)] == ["signed_out_everywhere"]
