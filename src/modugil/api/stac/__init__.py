"""The road view for programs of others: STAC, shaped as Panoramax's API is."""
