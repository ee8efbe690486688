"""Staff send photos and blur by hand, anybody reports: whatever is sent, nothing leaks."""

import asyncio
import os
import tempfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from litestar.datastructures import UploadFile
from PIL import Image
from tests.people.conftest import MONDAY, sign_in
from tests.places.roadview.drawn import (
    MARKED,
    NOW,
    draw,
    named,
    shows_mark,
    write_photo,
    write_walk,
)

from modugil.api.stac.uploads import MOST_WAITING, Uploads
from modugil.core.errors import TooMany
from modugil.people.people import People
from modugil.people.roles import Role
from modugil.people.sessions import COOKIE
from modugil.places.roadview.report_limit import MOST_FROM_ADDRESS
from modugil.places.roadview.work_folder import GATE

PHOTOS = "/api/v1/roadview/photos"
OURS = {"X-Requested-With": "test"}
LEFT, TOP, WIDTH, HEIGHT = MARKED
HAND = {"left": LEFT - 4, "top": TOP - 4, "width": WIDTH + 8, "height": HEIGHT + 8, "kind": "face"}


def send(client, files, **told):
    sent = [("photos", (one.name, one.read_bytes(), "image/jpeg")) for one in files]
    return client.post(PHOTOS, files=sent, data=told, headers=OURS)


def every_file(folder):
    return [one for one in Path(folder).rglob("*") if one.is_file() and one.name != GATE]


@pytest.fixture
def added(open_road, tmp_path):
    _, road, _ = open_road
    files = [write_photo(tmp_path / "in" / "a.jpg", image=draw(mark=True), heading=0.0)]
    return road.find_picture(road.add(named(files), now=NOW).pictures[0])


def test_staff_send_a_walk_and_everybody_sees_it_blurred(staff, tmp_path):
    answer = send(
        staff, write_walk(tmp_path / "in", 3, mark=True), producer="Aewol", licence="CC0-1.0"
    )
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["files"], len(told["pictures"]), told["boxes"]) == (3, 3, {"face": 3})
    items = staff.get("/api/search").json()["features"]
    assert {one["properties"]["geovisio:producer"] for one in items} == {"Aewol"}
    assert {one["properties"]["license"] for one in items} == {"CC0-1.0"}
    for one in items:
        drawn = tmp_path / "got.jpg"
        drawn.write_bytes(staff.get(f"/api/pictures/{one['id']}/hd.jpg").content)
        assert not shows_mark(drawn)
    assert every_file(tmp_path / "roadview" / "incoming") == []
    assert every_file(tmp_path / "roadview" / "originals") == []


def test_bad_files_are_told_one_by_one_and_good_ones_taken(staff, tmp_path):
    good = write_photo(tmp_path / "in" / "good.jpg", heading=1.0)
    short = tmp_path / "in" / "short.jpg"
    short.write_bytes(good.read_bytes()[:-900])
    text = tmp_path / "in" / "text.jpg"
    text.write_text("<script>alert(1)</script>")
    lies = write_photo(tmp_path / "in" / "lies.jpg", gps={2: (133.0, 0.0, 0.0)})
    told = send(staff, [good, short, text, lies]).json()
    assert len(told["pictures"]) == 1
    assert {one["file"]: one["code"] for one in told["refused"]} == {
        "short.jpg": "broken",
        "text.jpg": "not_a_picture",
        "lies.jpg": "position_impossible",
    }
    assert all(one["message"].endswith(".") for one in told["refused"])


def test_only_staff_with_the_role_may_send_and_no_form_of_another_page(
    door, open_road, quick_scrypt, tmp_path
):
    files = write_walk(tmp_path / "in", 1)
    assert send(door, files).status_code == 401
    people = People(open_road[0])
    viewer = sign_in(people, people.add_account("lee", roles=[Role.VIEWER], now=MONDAY))
    door.cookies.set(COOKIE, viewer.token)
    assert send(door, files).status_code == 403
    worker = sign_in(people, people.add_account("kim", roles=[Role.TECHNICIAN], now=MONDAY))
    door.cookies.set(COOKIE, worker.token)
    sent = [("photos", ("a.jpg", files[0].read_bytes(), "image/jpeg"))]
    assert door.post(PHOTOS, files=sent).status_code == 400
    assert door.post(PHOTOS, headers=OURS).status_code == 400
    assert door.get("/api/search").json()["features"] == []


def test_where_large_files_cannot_be_put_down_as_they_come_that_is_told(
    staff, tmp_path, monkeypatch
):
    grain = np.random.default_rng(1).integers(0, 255, (700, 900, 3), np.uint8)
    large = write_photo(tmp_path / "in" / "a.jpg", image=Image.fromarray(grain))
    assert large.stat().st_size > 1 << 20
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
        answer = send(staff, [large])
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    told = answer.json()
    assert told["type"] == "/api/docs#could_not_keep"
    assert told["detail"] == "Pictures cannot be kept just now (No such file or directory)."
    assert send(staff, [large]).json()["files"] == 1


def test_a_full_disk_is_told_and_nothing_of_the_upload_is_left(staff, tmp_path, monkeypatch):
    files = write_walk(tmp_path / "in", 2)

    def full(_stream):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        answer = send(staff, files)
    assert (answer.status_code, answer.json()["type"]) == (503, "/api/docs#could_not_keep")
    assert every_file(tmp_path / "roadview") == []
    assert send(staff, files).status_code == 200


def test_uploads_are_looked_at_one_at_a_time_and_few_wait(open_road, tmp_path):
    _, road, _ = open_road
    photo = write_photo(tmp_path / "in" / "a.jpg", heading=1.0).read_bytes()

    def upload():
        return [UploadFile("image/jpeg", "a.jpg", photo)]

    async def at_once():
        uploads = Uploads()
        asked = [
            uploads.take(road, upload(), author="kim", now=NOW, told={})
            for _ in range(MOST_WAITING + 2)
        ]
        told = await asyncio.gather(*asked, return_exceptions=True)
        uploads.close()
        return told

    told = asyncio.run(at_once())
    assert sum(isinstance(one, TooMany) for one in told) == 2
    taken = [one for one in told if not isinstance(one, BaseException)]
    assert sorted((len(one.pictures), one.known) for one in taken) == [
        *[(0, 1)] * (MOST_WAITING - 1),
        (1, 0),
    ]


def test_a_report_hides_the_picture_from_everybody_but_staff(staff, added):
    path = f"/api/v1/roadview/pictures/{added.id}"
    public = f"/api/pictures/{added.id}/hd.jpg"
    known = {"If-None-Match": staff.get(public).headers["etag"]}
    staff_cookie = staff.cookies.get(COOKIE)
    staff.cookies.clear()
    answer = staff.post(f"{path}/report", json={"kind": "face"})
    assert answer.status_code == 202
    assert staff.get(public, headers=known).status_code == 404  # also for who has it already
    item = f"/api/collections/{added.sequence.id}/items/{added.id}"
    assert staff.get(item).status_code == 404
    assert staff.get(f"{path}/hd.jpg").status_code == 401
    assert staff.get("/api/v1/roadview/hidden").status_code == 401
    staff.cookies.set(COOKIE, staff_cookie)
    assert [one["id"] for one in staff.get("/api/v1/roadview/hidden").json()] == [added.id]
    assert staff.get(f"{path}/hd.jpg").headers["cache-control"] == "private, no-store"


def test_staff_blur_by_hand_what_they_saw(staff, added, tmp_path):
    path = f"/api/v1/roadview/pictures/{added.id}"
    staff.post(f"{path}/report", json={"kind": "face"})
    state = staff.get(path)
    tag, asked = state.headers["etag"], {"rectangles": [HAND]}
    assert (state.json()["status"], state.json()["file"]) == ("hidden", "a.jpg")
    assert staff.post(f"{path}/blur", json=asked).status_code == 428
    done = staff.post(f"{path}/blur", json=asked, headers={"If-Match": tag})
    assert (done.status_code, done.json()["status"]) == (200, "ready")
    late = staff.post(f"{path}/blur", json=asked, headers={"If-Match": tag})
    assert late.status_code == 412
    got = tmp_path / "got.jpg"
    got.write_bytes(staff.get(f"/api/pictures/{added.id}/hd.jpg").content)
    assert not shows_mark(got)
    item = staff.get("/api/search").json()["features"][0]
    assert item["properties"]["modugil:blurred"][-1]["by"] == "staff"


@pytest.mark.parametrize(
    "rectangle", [{"left": 9999}, {"width": 0}, {"top": -5}, {"kind": "cat"}, {"left": "x"}]
)
def test_a_rectangle_that_cannot_be_changes_nothing(staff, added, rectangle):
    path = f"/api/v1/roadview/pictures/{added.id}/blur"
    body = {"rectangles": [HAND | rectangle]}
    assert staff.post(path, json=body, headers={"If-Match": "*"}).status_code == 400
    assert staff.get("/api/search").json()["features"][0]["properties"]["modugil:blurred"]


def test_reports_are_few_an_hour_and_of_pictures_that_are_there(door, added):
    path = f"/api/v1/roadview/pictures/{added.id}/report"
    assert door.post(path, json={"kind": "cat"}).status_code == 400
    form = {"content-type": "text/plain"}
    assert door.post(path, content=b'{"kind": "face"}', headers=form).status_code == 400
    assert door.get("/api/search").json()["features"]
    nowhere = "/api/v1/roadview/pictures/none/report"
    for _ in range(MOST_FROM_ADDRESS + 1):
        assert door.post(nowhere, json={"kind": "face"}).status_code == 404
    assert door.post(path, json={"kind": "face"}).status_code == 202
    assert door.post(path, json={"kind": "face"}).status_code == 404


def test_too_many_reports_are_told_when_to_come_again(door, open_road, tmp_path):
    _, road, _ = open_road
    files = write_walk(tmp_path / "in", MOST_FROM_ADDRESS + 1)
    ids = road.add(named(files), now=NOW).pictures
    told = [
        door.post(f"/api/v1/roadview/pictures/{id}/report", json={"kind": "plate"}) for id in ids
    ]
    assert [one.status_code for one in told] == [202] * MOST_FROM_ADDRESS + [429]
    assert int(told[-1].headers["retry-after"]) > 0
    assert len(door.get("/api/search").json()["features"]) == 1


def test_an_upload_of_nothing_but_noise_is_refused(staff):
    noise = {"photos": ("x.jpg", BytesIO(b"\x00" * 100), "image/jpeg")}
    told = staff.post(PHOTOS, files=noise, headers=OURS).json()
    assert (told["pictures"], told["refused"][0]["code"]) == ([], "not_a_picture")
