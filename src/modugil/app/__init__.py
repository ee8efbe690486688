"""Start-up: the only place that knows all rooms."""

from modugil.app.open_app import OpenApp, open_app

__all__ = ["OpenApp", "open_app"]
