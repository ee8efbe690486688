"""The fleet as it moves, as server-sent events: for everyone what they want to see, the newest."""
