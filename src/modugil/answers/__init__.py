"""One question answered by several rooms together: a trip, a place by its name."""
