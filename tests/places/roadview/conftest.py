"""A road view of its own, with the detector for what tests draw."""

import pytest
from tests.places.roadview.drawn import SEOUL, MarkDetector

from modugil.places.roadview.road_view import RoadView
from modugil.places.roadview.settings import RoadViewSettings
from modugil.store.database import open_database


@pytest.fixture
def engine(tmp_path):
    opened = open_database(tmp_path / "state.sqlite")
    yield opened
    opened.dispose()


@pytest.fixture
def road(engine, tmp_path):
    return RoadView(
        engine,
        tmp_path / "roadview",
        RoadViewSettings(),
        zone=SEOUL,
        detector=MarkDetector(),
    )
