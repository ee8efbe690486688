"""The engine that guides, as it is built for the pages, run in node with JSON in and out."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from modugil.core.language import Language
from modugil.pages import built_files
from modugil.pages.catalogue import get_words

HERE = Path(__file__).parent
BUILT = built_files.BUILT / "guide-engine.js"
RUN_S = 300
Job = dict[str, Any]


def find_missing() -> str | None:
    """What this machine lacks to run it, None if nothing."""
    if shutil.which("node") is None:
        return "not on this machine: node"
    return None if BUILT.exists() else "the front end is not built: run `make setup`"


class Engine:
    """The engine in a folder, beside the scripts that call it."""

    def __init__(self, folder: Path) -> None:
        """Copy the engine and the scripts there."""
        self.folder = folder
        for script in HERE.glob("*.mjs"):
            shutil.copy(script, folder)
        shutil.copy(os.environ.get("MODUGIL_GUIDE_ENGINE", BUILT), folder / "engine.mjs")

    def run(self, *jobs: Job) -> list[Any]:
        """What each job of run.mjs told, in order."""
        done = subprocess.run(
            ["node", "run.mjs"],
            cwd=self.folder,
            input=json.dumps(jobs),
            capture_output=True,
            text=True,
            timeout=RUN_S,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        told: list[Any] = json.loads(done.stdout)
        return told

    def guide(self, packet: Job, *events: Job, language: Language = "en") -> list[Any]:
        """What the guide answers to each event, in words of that language."""
        words = get_words(language).section("spoken")
        packet = packet | {"language": language}
        return list(
            self.run({"do": "guide", "packet": packet, "words": words, "events": events})[0]
        )

    def walk(self, packet: Job, points: list[Any], **options: Any) -> list[Job]:
        """Fixes once a second of somebody who goes along these points."""
        job = {"do": "walkLine", "packet": packet, "points": points, "options": options}
        return [{"fix": fix} for fix in self.run(job)[0]]


def said(heard: list[Any]) -> list[str]:
    """All that was said, in order."""
    return [word["text"] for one in heard for word in one["words"]]
