"""Five thousand messages of a real morning in Helsinki: topic and payload."""

from pathlib import Path


def read_morning(shared_data: Path) -> list[tuple[str, bytes]]:
    lines = (shared_data / "hfp_sample" / "hfp-5000.txt").read_text("utf-8").splitlines()
    told = [line.split(" ", 1)[1].partition(" {") for line in lines]
    return [(topic, b"{" + payload.encode()) for topic, _, payload in told]
