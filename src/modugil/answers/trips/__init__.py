"""Journeys from door to door: what is compiled for a person, searched, traced and explained."""
