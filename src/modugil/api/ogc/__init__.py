"""OGC API Features: everything one can go to and everything in the way, for any map program."""
