"""One place from what many sources say of it."""
