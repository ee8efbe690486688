"""A tile read back by someone else's reader: the one that MapLibre itself uses."""

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from modugil.pages import routes

WEB = Path(routes.__file__).parent / "web"
SCRIPT = """
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { readFileSync } from "node:fs";
const tile = new VectorTile(new PbfReader(Buffer.from(readFileSync(0, "utf8"), "base64")));
const read = (layer) => Array.from({ length: layer.length }, (_, row) => {
  const one = layer.feature(row);
  const lines = one.loadGeometry().map((line) => line.map((p) => [p.x, p.y]));
  return { type: one.type, tags: one.properties, lines };
});
console.log(JSON.stringify(Object.fromEntries(Object.entries(tile.layers).map(([name, layer]) =>
  [name, { extent: layer.extent, version: layer.version, features: read(layer) }]))));
"""


def decode_tile(data: bytes) -> dict[str, Any]:
    """The layers of a tile with their features, tags and lines."""
    node = shutil.which("node")
    if node is None or not (WEB / "node_modules/@mapbox/vector-tile").exists():
        pytest.skip("the front end's packages are not installed: run `make setup`")
    done = subprocess.run(
        [node, "--input-type=module", "-e", SCRIPT],
        input=base64.b64encode(data).decode(),
        capture_output=True,
        text=True,
        check=True,
        cwd=WEB,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told
