"""A line as people know it: its stops in order each way, and where each of its buses is now."""
