"""What stands where in a server's folder of state."""

from pathlib import Path

STATE_FOLDER = Path("build", "state")
"""Where each region has its folder of state, unless a server is told otherwise."""
DATABASE = "state.sqlite"
JOURNAL = "journal"
HISTORY = "history"
EXPERIENCE = "learnt.npz"
OPERATIONS = "operations"
ROADVIEW = "roadview"
