"""Every package that Modugil runs with carries a licence from the list below.

Read from the packages' own metadata, for the runtime dependencies and whatever they bring along,
and from the npm lock for what is sent to the browser. Part of `make check`.
"""

import json
import re
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
EXTRAS_THAT_RUN = ("broker", "elevation", "roadview", "scale")
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "HPND", "ISC",
    "LGPL-3.0-only",  # psycopg, an unchanged library of the extra `scale`
    "LLVM-exception", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Python-2.0",
    "Unlicense", "Zlib",
}  # fmt: skip
# What older metadata writes instead of an SPDX expression.
SPDX_OF = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "boost software license 1.0 (bsl-1.0)": "BSL-1.0",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}


def main() -> int:
    """Print what is not allowed, and how many packages were looked at."""
    python, web = python_licences(), web_licences()
    faults = [
        f"{name}: {licence}" for name, licence in (python | web).items() if not allowed(licence)
    ]
    for fault in faults:
        print(f"licence not on the list of .ci/licences.py: {fault}")
    print(f"Licences: {len(python)} Python and {len(web)} npm packages, {len(faults)} not allowed.")
    return 1 if faults else 0


def python_licences() -> dict[str, str]:
    """Licence by name, of the runtime dependencies and of all that they bring along."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(text) for text in project["dependencies"]]
    for extra in EXTRAS_THAT_RUN:
        wanted += [Requirement(text) for text in project["optional-dependencies"][extra]]
    found: dict[str, str] = {}
    while wanted:
        requirement = wanted.pop()
        name = canonicalize_name(requirement.name)
        if name in found or not applies(requirement):
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            found[name] = "not installed, so its licence is not known"
            continue
        found[name] = licence_of(package)
        wanted += [Requirement(text) for text in package.requires or []]
    return dict(sorted(found.items()))


def applies(requirement: Requirement) -> bool:
    """The requirement holds on this machine, without any extra of the package that names it."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def licence_of(package: Distribution) -> str:
    """The licence as an SPDX expression where one can be read, else what the package says."""
    fields = package.metadata
    if "License-Expression" in fields:
        return fields["License-Expression"]
    approved = "License :: OSI Approved :: "
    lines = fields.get_all("Classifier") or []
    names = [line.removeprefix(approved) for line in lines if line.startswith(approved)]
    if not names:
        names = [fields["License"].strip().splitlines()[0] if "License" in fields else "unstated"]
    return " AND ".join(SPDX_OF.get(name.lower(), name) for name in names)


def web_licences() -> dict[str, str]:
    """Licence by name, of the npm packages that end up in the browser."""
    lock = ROOT / "src" / "modugil" / "pages" / "web" / "package-lock.json"
    if not lock.exists():
        return {}
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return {
        f"npm {path.removeprefix('node_modules/')}": str(entry.get("license", "unstated"))
        for path, entry in packages.items()
        if path and not entry.get("dev")
    }


def allowed(expression: str) -> bool:
    """Some way of choosing among the alternatives keeps to the list."""
    while inner := re.search(r"\(([^()]*)\)", expression):
        answer = "MIT" if allowed(inner[1]) else "not allowed"
        expression = expression.replace(inner[0], answer, 1)
    ways = (re.split(r"\s+(?:AND|WITH)\s+", way) for way in re.split(r"\s+OR\s+", expression))
    return any(all(part.strip() in ALLOWED for part in way) for way in ways)


if __name__ == "__main__":
    sys.exit(main())
