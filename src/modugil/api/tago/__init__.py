"""TAGO, the national bus API of Korea, as its clients know it: same paths, same traps."""
