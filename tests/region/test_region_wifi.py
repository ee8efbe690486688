"""What a region.toml may say of the region's Wi-Fi."""

import pytest
from tests.region.test_region_file import GOOD, read_text

from modugil.core.errors import RegionUnreadable
from modugil.region.wifi import LONGEST_SSID_BYTES, WifiFacts

TOLD = '[wifi]\nssid = "Jeju Free Bus_WIFI_{line}"\nmonthly_pool_bytes = 200_000_000_000_000\n'
MISTAKES = {
    "no table": ("wifi = 3\n" + GOOD, "wifi is not a table"),
    "an unknown key": (GOOD + '[wifi]\nname = "x"\n', "unknown key 'name'"),
    "a name that is no text": (GOOD + "[wifi]\nssid = 3\n", "ssid of wifi must be a text"),
    "data below zero": (GOOD + "[wifi]\nmonthly_pool_bytes = -1\n", "monthly_pool_bytes of wifi"),
    "data as a flag": (GOOD + "[wifi]\nmonthly_pool_bytes = true\n", "monthly_pool_bytes of wifi"),
}


def test_a_region_names_its_networks_and_its_data(tmp_path):
    wifi = read_text(tmp_path, GOOD + TOLD).wifi
    assert wifi == WifiFacts("Jeju Free Bus_WIFI_{line}", 200_000_000_000_000)
    assert wifi.name_for("211") == "Jeju Free Bus_WIFI_211"


def test_a_region_without_them_asks_for_no_name(tmp_path):
    wifi = read_text(tmp_path, GOOD).wifi
    assert (wifi.name_for("211"), wifi.monthly_pool_bytes) == ("", None)


def test_a_name_is_cut_where_a_network_may_have_no_more_bytes(tmp_path):
    name = read_text(tmp_path, GOOD + TOLD).wifi.name_for("관광순환급행")
    assert name == "Jeju Free Bus_WIFI_관광순환"
    assert len(name.encode()) <= LONGEST_SSID_BYTES


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_in_it_is_one_sentence(tmp_path, name):
    text, said = MISTAKES[name]
    with pytest.raises(RegionUnreadable, match=said):
        read_text(tmp_path, text)
