"""Sights, toilets, Wi-Fi and chargers: what can be gone to and found by name."""
