"""Places: what a person writes means, and what is found by name."""
