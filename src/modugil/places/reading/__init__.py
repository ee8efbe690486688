"""Readers of what is published about places, one file a form of publication."""
