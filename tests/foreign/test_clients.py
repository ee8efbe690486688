from tests.foreign.clients import run_script


def test_every_foreign_client_can_be_loaded(foreign_node):
    found = run_script(foreign_node, "loads.mjs")
    assert set(found) == {
        "@motis-project/motis-client",
        "@sozialhelden/a11yjson",
        "gtfs-realtime-bindings",
        "mqtt",
        "onebusaway-sdk",
    }
    assert set(found.values()) == {"function"}
