"""How many sockets and files this process may have open at once."""

import resource

SPARE_FILES = 512
"""For what is no connection: the region, the journal, the pages."""


def allow_connections(count: int) -> None:
    """Let this process open a socket for each of so many, as far as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count + SPARE_FILES
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
