"""Modugil 모두길: a way for everyone, from open files to a door-to-door journey."""

__version__ = "0.1.0"
