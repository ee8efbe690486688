"""The door is described in OpenAPI 3.0, and answers as its description says."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar.testing import TestClient
from openapi_spec_validator import OpenAPIV30SpecValidator, validate
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance
from tests.api.ogc.conftest import wire_world

from modugil.store.database import open_database

PATHS = (
    "/",
    "/conformance",
    "/collections",
    "/collections/{collection}",
    "/collections/{collection}/items",
    "/collections/{collection}/items/{feature}",
    "/collections/{collection}/changes",
)


@pytest.fixture(scope="module")
def web(towns, tmp_path_factory):
    engine = open_database(tmp_path_factory.mktemp("state") / "state.sqlite")
    yield wire_world(towns.fresh(), database=engine)[1]
    engine.dispose()


@pytest.fixture(scope="module")
def described(web):
    with TestClient(web) as client:
        return client.get("/ogc/api").json()


def test_it_is_a_valid_description_of_every_address(described, web):
    validate(described, cls=OpenAPIV30SpecValidator)
    served = {
        route.path.removeprefix("/ogc").replace(":str", "").replace(":path", "") or "/"
        for route in web.routes
        if route.path.startswith("/ogc")
    }
    assert described["paths"].keys() == served


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_one_that_the_description_names(described, web, path):
    described = described | {"servers": [{"url": "/ogc"}]}
    loaded = schemathesis.openapi.from_dict(described)
    loaded.app = web

    @given(case=loaded[path]["GET"].as_strategy())
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case):
        checks = [not_a_server_error, status_code_conformance, content_type_conformance]
        case.call_and_validate(checks=checks)

    ask()
