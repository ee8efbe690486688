"""Schemathesis asks the API whatever its description allows, and much that it does not."""

import pytest
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


PATHS = (
    "journeys",
    "outings",
    "guidance",
    "reach",
    "places",
    "sights/{place_id}",
    "courses",
    "courses/{course}",
    "stops/{stop_id}/board",
    "vehicles",
    "vehicles/{operator}/{vehicle}",
    "clock",
    "region",
    "needs",
    "thresholds",
)
"""All but the stream of vehicles, which does not end by itself."""


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_one_that_the_description_names(description, path):
    @given(case=description[f"/api/v1/{path}"]["GET"].as_strategy())
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case):
        case.call_and_validate(checks=CHECKS)

    ask()
