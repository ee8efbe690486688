"""A worker that follows the buses of some partitions, and tells the doors of every tick."""
