"""TAGO as its clients know it, over the small world of two towns with two buses followed."""

from xml.etree import ElementTree

import pytest
from litestar.testing import TestClient
from tests.answers.boards.fleet import drive, follow
from tests.app.served import web_of

from modugil.api.tago.facts import route_item
from modugil.api.tago.routes import OPERATIONS

ARRIVALS = "ArvlInfoInqireService/getSttnAcctoArvlPrearngeInfoList"
ARRIVALS_OF_LINE = "ArvlInfoInqireService/getSttnAcctoSpcifyRouteBusArvlPrearngeInfoList"
POSITIONS = "BusLcInfoInqireService/getRouteAcctoBusLcList"
POSITIONS_AT = "BusLcInfoInqireService/getRouteAcctoSpcifySttnAccesBusLcInfo"
LINES = "BusRouteInfoInqireService/getRouteNoList"
LINE_STOPS = "BusRouteInfoInqireService/getRouteAcctoThrghSttnList"
LINE = "BusRouteInfoInqireService/getRouteInfoIem"
STOPS = "BusSttnInfoInqireService/getSttnNoList"
STOPS_NEAR = "BusSttnInfoInqireService/getCrdntPrxmtSttnList"
LINES_AT = "BusSttnInfoInqireService/getSttnThrghRouteList"
JEJU = {"cityCode": "39", "serviceKey": "any"}


@pytest.fixture(scope="module")
def tago(towns):
    world = towns.fresh()
    follow(
        world,
        drive(world, "R1-W1-540", late_s=240, last=0),
        drive(world, "R3-W2-552", last=0),
    )
    with TestClient(web_of(world.planner, world.folder)) as client:
        yield client


def ask(tago, path, **words):
    answer = tago.get(f"/1613000/{path}", params=JEJU | {"_type": "json"} | words)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    response = answer.json()["response"]
    assert response["header"] == {"resultCode": "00", "resultMsg": "NORMAL SERVICE."}
    return response["body"]


def items(body):
    held = body["items"]
    if held == "":
        return []
    return held["item"] if isinstance(held["item"], list) else [held["item"]]


def refusal(tago, path, **words):
    answer = tago.get(f"/1613000/{path}", params=words)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/xml")
    root = ElementTree.fromstring(answer.content)
    assert root.tag == "OpenAPI_ServiceResponse"
    header = root.find("cmmMsgHeader")
    assert header is not None
    return header.findtext("returnReasonCode"), header.findtext("returnAuthMsg")


def test_arrivals_are_told_in_seconds_and_stops_with_the_time_of_measurement(tago):
    body = ask(tago, ARRIVALS, nodeId="JEBW2")
    assert items(body) == [
        {
            "arrprevstationcnt": 1,
            "arrtime": 420,
            "nodeid": "JEBW2",
            "nodenm": "서마을 회관",
            "routeid": "JEBR1",
            "routeno": 365,
            "routetp": "일반버스",
            "vehicletp": "저상버스",
            "measuretime": "2026-11-23T08:59:48+09:00",
        }
    ]
    assert (body["numOfRows"], body["pageNo"], body["totalCount"]) == (10, 1, 1)


def test_one_item_is_an_object_more_are_a_list_and_none_is_an_empty_text(tago):
    assert isinstance(ask(tago, ARRIVALS, nodeId="JEBW2")["items"]["item"], dict)
    assert isinstance(ask(tago, LINES)["items"]["item"], list)
    assert ask(tago, ARRIVALS, nodeId="JEBnone")["items"] == ""
    assert ask(tago, ARRIVALS, nodeId="JEBW2", cityCode="25")["items"] == ""


def test_arrivals_of_one_line_leave_out_all_others(tago):
    assert items(ask(tago, ARRIVALS_OF_LINE, nodeId="JEBW2", routeId="JEBR3")) == []
    assert len(items(ask(tago, ARRIVALS_OF_LINE, nodeId="JEBW2", routeId="JEBR1"))) == 1


def test_positions_know_the_stop_last_left_and_when_they_were_measured(tago):
    found = items(ask(tago, POSITIONS, routeId="JEBR1"))
    assert [(one["nodeid"], one["nodeord"], one["routenm"]) for one in found] == [
        ("JEBland:W1", 1, 365)
    ]
    assert found[0]["measuretime"] == "2026-11-23T08:59:48+09:00"
    assert not {"speed", "vehicletp"} & set(found[0])
    assert len(items(ask(tago, POSITIONS_AT, routeId="JEBR1", nodeId="JEBland:W1"))) == 1
    assert items(ask(tago, POSITIONS_AT, routeId="JEBR1", nodeId="JEBE1")) == []


def test_a_text_of_digits_is_a_number_in_json_and_stays_as_it_is_in_xml(tago):
    line = items(ask(tago, LINE, routeId="JEBR1"))[0]
    assert (line["startvehicletime"], line["endvehicletime"]) == (600, 2250)
    assert (line["routeno"], line["intervaltime"], line["intervalsattime"]) == (365, 20, 20)
    answer = tago.get(f"/1613000/{LINE}", params=JEJU | {"routeId": "JEBR1"})
    assert answer.headers["content-type"].startswith("application/xml")
    root = ElementTree.fromstring(answer.content)
    assert root.findtext("header/resultCode") == "00"
    assert root.findtext("body/items/item/startvehicletime") == "0600"
    assert root.findtext("body/totalCount") == "1"


def test_the_stops_of_a_line_come_there_and_back(tago):
    found = items(ask(tago, LINE_STOPS, routeId="JEBR3", numOfRows="100"))
    assert [one["nodeid"] for one in found] == ["JEBW2", "JEBK", "JEBE1"]
    assert [one["nodeord"] for one in found] == [1, 2, 3]
    assert {one["updowncd"] for one in found} == {0}


def test_lines_are_found_by_the_beginning_of_their_number(tago):
    assert [one["routeid"] for one in items(ask(tago, LINES, routeNo="36"))] == ["JEBR1"]
    assert items(ask(tago, LINES, routeNo="65")) == []


def test_a_page_holds_so_many_and_says_how_many_there_are(tago):
    whole = items(ask(tago, LINES, numOfRows="100"))
    second = ask(tago, LINES, numOfRows="2", pageNo="2")
    assert items(second) == whole[2:4]
    assert second["totalCount"] == len(whole)


def test_stops_are_found_by_name_and_by_place(tago):
    assert [one["nodeid"] for one in items(ask(tago, STOPS, nodeNm="회관"))] == ["JEBW2"]
    stop = items(ask(tago, STOPS, nodeNm="회관"))[0]
    near = items(ask(tago, STOPS_NEAR, gpsLati=stop["gpslati"], gpsLong=stop["gpslong"]))
    assert near[0]["nodeid"] == "JEBW2"
    assert near[0]["citycode"] == 39


def test_the_lines_of_a_stop_are_asked_in_small_letters_only(tago):
    served = {one["routeid"] for one in items(ask(tago, LINES_AT, nodeid="JEBW2"))}
    assert served == {"JEBR1", "JEBR2", "JEBR3"}
    assert items(ask(tago, LINES_AT, nodeId="JEBW2")) == []


@pytest.mark.parametrize("service", OPERATIONS)
def test_every_service_names_the_city(tago, service):
    assert items(ask(tago, f"{service}/getCtyCodeList"))[0]["citycode"] == 39


def test_the_gateway_refuses_in_xml_whatever_was_asked_for(tago):
    missing = refusal(tago, ARRIVALS, _type="json", cityCode="39")
    assert missing == ("11", "NO_MANDATORY_REQUEST_PARAMETERS_ERROR")
    assert refusal(tago, ARRIVALS, nodeId="JEBW2")[0] == "11"
    assert refusal(tago, LINES, cityCode="39", pageNo="0")[0] == "10"
    assert refusal(tago, STOPS_NEAR, gpsLati="north", gpsLong="1")[0] == "10"
    assert refusal(tago, "ArvlInfoInqireService/getNothing")[0] == "12"
    assert refusal(tago, "NoService/getCtyCodeList")[0] == "12"


def test_what_is_asked_is_not_read_as_markup(tago):
    answer = tago.get(f"/1613000/{STOPS}", params=JEJU | {"nodeNm": "<item>&"})
    assert ElementTree.fromstring(answer.content).findtext("body/totalCount") == "0"


def test_ids_that_two_feeds_have_are_told_apart(tago):
    """The bus stop W1 and the pier W1 are two places, and the buses come to one of them."""
    found = items(ask(tago, STOPS, numOfRows="100"))
    assert len({one["nodeid"] for one in found}) == len(found)
    assert {"JEBland:W1", "JEBsea:W1"} <= {one["nodeid"] for one in found}
    names = {one["routeno"] for one in items(ask(tago, LINES_AT, nodeid="JEBsea:W1"))}
    assert names and 365 not in names
    assert ask(tago, ARRIVALS, nodeId="JEBsea:W1")["items"] == ""


def test_of_many_lines_only_those_of_the_page_are_made(tago, monkeypatch):
    made = []

    def make(*asked):
        made.append(asked)
        return route_item(*asked)

    monkeypatch.setattr("modugil.api.tago.lines.route_item", make)
    body = ask(tago, LINES, numOfRows="2", pageNo="2")
    assert len(made) == len(items(body)) == 2 < body["totalCount"]
