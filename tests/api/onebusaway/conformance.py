"""Whether an answer is what OneBusAway's own description of its API says."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis.strategies import SearchStrategy, one_of
from openapi_schema_validator import OAS30Validator

FILE = Path("schemas", "onebusaway", "openapi.yml")
PLAIN = "#/components/schemas/ResponseWrapper"


@dataclass(frozen=True)
class Description:
    """The paths, and what each answers."""

    paths: dict[str, Any]
    components: dict[str, Any]
    schema: Any

    def list_paths(self) -> list[str]:
        """Every path, as `stop/{stopID}`."""
        return sorted(path.removeprefix("/api/where/").removesuffix(".json") for path in self.paths)

    def operations(self) -> SearchStrategy[Any]:
        """Questions of all paths, as the description allows them and not."""
        paths = [self.schema[path]["GET"].as_strategy() for path in sorted(self.paths)]
        return one_of(paths)

    def check(self, path: str, answer: Any) -> None:
        """The answer is valid, or the test fails and says where not."""
        told = self.paths[f"/api/where/{path}.json"]["get"]["responses"]["200"]
        self._validate(told["content"]["application/json"]["schema"], answer)

    def check_refusal(self, answer: Any) -> None:
        """It is at least an envelope."""
        self._validate({"$ref": PLAIN}, answer)

    def _validate(self, schema: dict[str, Any], answer: Any) -> None:
        whole = {"allOf": [schema], "components": self.components}
        faults = [
            f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"
            for fault in OAS30Validator(whole).iter_errors(answer)
        ]
        assert not faults, faults[:5]


def read_description(shared: Path) -> Description:
    """The description that stands beside the project, or the test is skipped."""
    file = shared / FILE
    if not file.is_file():
        pytest.skip(f"OneBusAway's description is not here: no file {file}")
    schema = schemathesis.openapi.from_path(file)
    raw = schema.raw_schema
    return Description(raw["paths"], raw["components"], schema)
