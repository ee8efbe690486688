"""Which built folder a REGION on the command line means."""

from pathlib import Path

from modugil.core.errors import BadInput

BUILD_FOLDER = Path("build")
MANIFEST = "manifest.json"
REGION_FILE = "region.toml"


def find_region_file(given: Path) -> Path:
    """The region.toml of a folder such as regions/jeju-sample, or the file itself.

    Errors:  BadInput where there is none.
    """
    file = given / REGION_FILE if given.is_dir() else given
    if not file.is_file():
        raise BadInput(
            f"There is no {REGION_FILE} at {given}.",
            allowed="Give a folder that holds one, such as regions/jeju-sample.",
        )
    return file


def find_built(given: str) -> Path:
    """The built folder that REGION means: a path to one, or the id of a region under build/.

    Errors:  BadInput where nothing was built.
    """
    for folder in (Path(given), BUILD_FOLDER / given):
        if (folder / MANIFEST).is_file():
            return folder
    if (Path(given) / REGION_FILE).is_file():
        raise BadInput(
            f"{given} describes a region that is not built yet.",
            allowed=f"Build it with: modugil build {given}",
        )
    built = sorted(path.parent.name for path in BUILD_FOLDER.glob(f"*/{MANIFEST}"))
    raise BadInput(
        f"{given} is not a built region.",
        allowed=f"There are under {BUILD_FOLDER}: {', '.join(built)}."
        if built
        else "Build one first, for example: modugil build regions/jeju-sample",
    )
