"""Journeys in words: what to do one after the other, in sentences of each language."""
