"""One partition of a fleet that several processes follow, and how they tell each other of it."""
