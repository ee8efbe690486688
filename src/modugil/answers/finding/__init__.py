"""Places: what a person writes means, what is found by name, what lies within reach."""
