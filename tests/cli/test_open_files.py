"""A fleet needs more sockets than a process is given at first."""

import resource
import subprocess
import sys

ASKED = """
import resource
from modugil.cli.open_files import SPARE_FILES, allow_connections
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
allow_connections(300)
assert resource.getrlimit(resource.RLIMIT_NOFILE) == (300 + SPARE_FILES, hard)
allow_connections(10)
assert resource.getrlimit(resource.RLIMIT_NOFILE) == (300 + SPARE_FILES, hard)
resource.setrlimit(resource.RLIMIT_NOFILE, (256, 600))
allow_connections(10_000)
assert resource.getrlimit(resource.RLIMIT_NOFILE) == (600, 600)
"""


def test_as_many_are_allowed_as_are_needed_and_the_system_gives():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert hard == resource.RLIM_INFINITY or hard > 1000, "this machine allows too few to try it"
    subprocess.run([sys.executable, "-c", ASKED], check=True)
