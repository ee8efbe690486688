"""The command line: `modugil build`, `modugil plan`, `modugil serve`."""

from modugil.cli.main import main

__all__ = ["main"]
